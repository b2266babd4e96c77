namespace Batchline.Engine.Listing;

/// <summary>How far the listing of one account is.</summary>
public sealed record ListCursor
{
    public required DateOnly StartDate { get; init; }

    /// <summary>Rows to ask for on a page. Fewer after a page that was too large.</summary>
    public int Records { get; init; } = ListWalk.PageSize;

    /// <summary>The next page to ask for, from 0, of <see cref="Records"/> rows, where the offset counts pages.</summary>
    public int NextPage { get; init; }

    /// <summary>Rows that came so far: the next offset, where that counts records.</summary>
    public int Rows { get; init; }

    /// <summary>Pages that came so far.</summary>
    public int Pages { get; init; }

    public OffsetMode Mode { get; init; }

    /// <summary>The UUIDs of page 0 while <see cref="Mode"/> is unknown: page 1 is compared with them.</summary>
    public IReadOnlyList<string> FirstPage { get; init; } = [];

    /// <summary>What the last page held, in short: whether its odd rows were counted, the marks on stored jobs cannot tell.</summary>
    public string? LastPage { get; init; }

    /// <summary>Pages in a row without a row that was not seen before.</summary>
    public int StalePages { get; init; }

    /// <summary>Pages that were read before the listing started again: they bring nothing new.</summary>
    public int PagesBefore { get; init; }

    /// <summary>Rows in a row that were left out because each was too large by itself.</summary>
    public int SkippedInARow { get; init; }

    /// <summary>When the last page was stored, by the store's clock. A listing that rests too long starts again.</summary>
    public DateTimeOffset? LastPageAt { get; init; }

    /// <summary>Times the listing started again.</summary>
    public int Restarts { get; init; }

    /// <summary>Times in a row that the next page was not given although Workiz answered the probe.</summary>
    public int Failures { get; init; }
}
