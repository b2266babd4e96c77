namespace Batchline.Engine.Changes;

/// <summary>Which changes to read.</summary>
public sealed record ChangeQuery
{
    /// <summary>Null: from the oldest kept change.</summary>
    public ChangePlace? After { get; init; }

    public AccountId? AccountId { get; init; }

    /// <summary>Changes of one job; only together with <see cref="AccountId"/>.</summary>
    public string? Uuid { get; init; }

    public int Limit { get; init; } = 100;
}
