using Batchline.Engine.Ids;

namespace Batchline.Engine.Heads;

/// <summary>A head as the store answers it. Times are durations or the store's clock, never this node's.</summary>
public sealed record HeadView
{
    public required AccountId AccountId { get; init; }
    public required long Fence { get; init; }
    public required long Seq { get; init; }

    /// <summary>Somebody holds an unexpired lease.</summary>
    public bool Leased { get; init; }

    /// <summary>On acquisition: the holder before did not give the lease back.</summary>
    public bool TakenOver { get; init; }

    /// <summary>From the store's now until the next request may leave; never negative.</summary>
    public TimeSpan Wait { get; init; }

    public required DateTimeOffset StoreNow { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public Control? Control { get; init; }
    public IReadOnlyList<HeadCommand> Commands { get; init; } = [];
    public required HeadBody Body { get; init; }
}
