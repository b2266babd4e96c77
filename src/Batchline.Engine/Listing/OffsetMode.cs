namespace Batchline.Engine.Listing;

/// <summary>What <c>offset</c> of <c>job/all</c> counts.</summary>
public enum OffsetMode
{
    /// <summary>Not found out yet in this listing.</summary>
    Unknown,

    /// <summary>Pages: 0, 1, 2 … (what public clients recorded).</summary>
    Page,

    /// <summary>Records: 0, 100, 200 … (what the vendor's text says).</summary>
    Record,
}
