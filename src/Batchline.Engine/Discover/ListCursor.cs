namespace Batchline.Engine.Discover;

/// <summary>How far the listing of one account is.</summary>
public sealed record ListCursor
{
    public required DateOnly StartDate { get; init; }

    /// <summary>Rows to ask for on a page. Fewer after a page that was too large.</summary>
    public int Records { get; init; } = Listing.PageSize;

    /// <summary>The next page to ask for, from 0, of <see cref="Records"/> rows, where the offset counts pages.</summary>
    public int NextPage { get; init; }

    /// <summary>Rows that came so far: the next offset, where that counts records.</summary>
    public int Rows { get; init; }

    /// <summary>Pages that came so far.</summary>
    public int Pages { get; init; }

    public OffsetMode Mode { get; init; }

    /// <summary>The UUIDs of page 0 while <see cref="Mode"/> is unknown: page 1 is compared with them.</summary>
    public IReadOnlyList<string> FirstPage { get; init; } = [];

    /// <summary>What the latest pages held, in short: a page that comes again brings nothing new.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>When the last page was stored, by the store's clock. A listing that rests too long starts again.</summary>
    public DateTimeOffset? LastPageAt { get; init; }

    /// <summary>Times the listing started again.</summary>
    public int Restarts { get; init; }

    /// <summary>Times in a row that the next page was not given although Workiz answered something else in between.</summary>
    public int Failures { get; init; }

    /// <summary>Workiz answered something else since the page was last asked for in vain.</summary>
    public bool WorkizAnswers { get; init; }
}
