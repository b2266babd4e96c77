using Batchline.Engine.Heads;
using Batchline.Engine.Ids;

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

    /// <summary>The fence of the role under which the lease was taken; null: it was taken by request.</summary>
    public long? Leader { get; init; }

    public long ExpiresAt { get; init; }
    public bool Released { get; init; } = true;

    /// <summary>What the acquisition answered, so that repeating it answers the same.</summary>
    public bool TakenOver { get; init; }

    public string? WriteId { get; init; }

    /// <summary>The end of the reservation: no other holder sends before.</summary>
    public long NotBefore { get; init; }

    /// <summary>When the reserved send may leave; what is left of the reservation once its holder is known dead.</summary>
    public long SendFrom { get; init; }

    public long? DueAt { get; init; }
    public Control? Control { get; init; }
    public IReadOnlyList<HeadCommand> Commands { get; init; } = [];
    public HeadBody Body { get; init; } = new();
}
