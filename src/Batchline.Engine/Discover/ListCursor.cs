namespace Batchline.Engine.Discover;

/// <summary>How far the listing of one account is.</summary>
public sealed record ListCursor
{
    public required DateOnly StartDate { get; init; }

    /// <summary>The next page to ask for, from 0, whatever the offset counts.</summary>
    public int NextPage { get; init; }

    public OffsetMode Mode { get; init; }

    /// <summary>The UUIDs of page 0 while <see cref="Mode"/> is unknown: page 1 is compared with them.</summary>
    public IReadOnlyList<string> FirstPage { get; init; } = [];

    /// <summary>When the last page was stored, by the store's clock. A listing older than ten minutes starts again.</summary>
    public DateTimeOffset? LastPageAt { get; init; }
}
