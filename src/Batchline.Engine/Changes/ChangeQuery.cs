using Batchline.Engine.Ids;

namespace Batchline.Engine.Changes;

/// <summary>Which changes to read.</summary>
public sealed record ChangeQuery
{
    /// <summary>Null: from the oldest change that is kept.</summary>
    public ChangePlace? After { get; init; }

    public AccountId? AccountId { get; init; }

    /// <summary>Of one job; with <see cref="AccountId"/> only.</summary>
    public string? Uuid { get; init; }

    public int Limit { get; init; } = 100;
}
