using Batchline.Engine.Heads;

namespace Batchline.Stores.Rules;

/// <summary>A head as it is stored. Times are unix milliseconds of the store's clock.</summary>
internal sealed record HeadRow
{
    public required AccountId AccountId { get; init; }
    public long Fence { get; init; }
    public long Seq { get; init; }
    public string? Owner { get; init; }

    /// <summary>The process that holds the lease.</summary>
    public string? Holder { get; init; }

    /// <summary>The fence of the role under which the lease was taken; null if a request took it.</summary>
    public long? Leader { get; init; }

    public long ExpiresAt { get; init; }
    public bool Released { get; init; } = true;

    /// <summary>What the acquisition returned, so that repeating it returns the same.</summary>
    public bool TakenOver { get; init; }

    public string? WriteId { get; init; }

    /// <summary>The end of the reservation. No other holder sends before it.</summary>
    public long NotBefore { get; init; }

    /// <summary>When the reserved request may leave. It is all that remains of the reservation once the holder is known to be dead.</summary>
    public long SendFrom { get; init; }

    public long? DueAt { get; init; }
    public Control? Control { get; init; }
    public IReadOnlyList<HeadCommand> Commands { get; init; } = [];
    public HeadBody Body { get; init; } = new();
}
