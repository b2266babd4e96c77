namespace Batchline.Engine.Heads;

/// <summary>A head as the store returns it. Times are durations or the store's clock, never this node's.</summary>
public sealed record HeadView
{
    public required AccountId AccountId { get; init; }
    public required long Fence { get; init; }
    public required long Seq { get; init; }

    /// <summary>There is a lease that has not expired.</summary>
    public bool Leased { get; init; }

    /// <summary>On acquisition: the last holder did not give the lease back.</summary>
    public bool TakenOver { get; init; }

    /// <summary>From the store's current time until the next request may leave; never negative.</summary>
    public TimeSpan Wait { get; init; }

    public required DateTimeOffset StoreNow { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public Control? Control { get; init; }
    public IReadOnlyList<HeadCommand> Commands { get; init; } = [];
    public required HeadBody Body { get; init; }
}
