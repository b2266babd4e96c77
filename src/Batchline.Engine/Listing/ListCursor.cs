namespace Batchline.Engine.Listing;

/// <summary>How far the listing of an account is.</summary>
public sealed record ListCursor
{
    public required DateOnly StartDate { get; init; }

    /// <summary>Rows to request per page; fewer after a page that was too large.</summary>
    public int Records { get; init; } = ListWalk.PageSize;

    /// <summary>The next page, from 0, in pages of <see cref="Records"/> rows: the next offset, if it counts pages.</summary>
    public int NextPage { get; init; }

    /// <summary>Rows received so far: the next offset, if it counts records.</summary>
    public int Rows { get; init; }

    /// <summary>Pages received so far.</summary>
    public int Pages { get; init; }

    public OffsetMode Mode { get; init; }

    /// <summary>The UUIDs of page 0 while <see cref="Mode"/> is unknown: page 1 is compared with them.</summary>
    public IReadOnlyList<string> FirstPage { get; init; } = [];

    /// <summary>A fingerprint of the last page: it tells whether its odd rows were counted, which the marks on stored jobs cannot.</summary>
    public string? LastPage { get; init; }

    /// <summary>How many pages in a row held only rows that were seen before.</summary>
    public int StalePages { get; init; }

    /// <summary>Pages that were read before the listing started again: they hold nothing new.</summary>
    public int PagesBefore { get; init; }

    /// <summary>How many rows in a row were skipped because each was too large even alone.</summary>
    public int SkippedInARow { get; init; }

    /// <summary>When the last page was stored, by the store's clock. After too long a pause, the listing starts again.</summary>
    public DateTimeOffset? LastPageAt { get; init; }

    /// <summary>How many times the listing started again.</summary>
    public int Restarts { get; init; }

    /// <summary>How many times in a row the next page was refused although Workiz answered the probe.</summary>
    public int Failures { get; init; }
}
