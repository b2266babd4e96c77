namespace Batchline.Engine.Listing;

/// <summary>What <c>offset</c> of <c>job/all</c> counts.</summary>
public enum OffsetMode
{
    /// <summary>Not known yet in this listing.</summary>
    Unknown,

    /// <summary>Pages: 0, 1, 2 … (as public clients recorded).</summary>
    Page,

    /// <summary>Records: 0, 100, 200 … (as Workiz documents).</summary>
    Record,
}
