using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;

namespace Batchline.Engine.Heads;

/// <summary>
/// Everything that one step of a slice leaves behind. The store writes the parts in the order of this record, the head
/// last. A crash may come between any two of them, and repeating the checkpoint is harmless. Jobs and rows carry the
/// (fence, seq) of <see cref="Head"/> and replace only smaller or equal ones.
/// </summary>
public sealed record Checkpoint
{
    public required AccountId AccountId { get; init; }
    public IReadOnlyList<JobWrite> Jobs { get; init; } = [];

    /// <summary>Cancels every open batch of the account in this operation.</summary>
    public OperationId? CancelBatchesOf { get; init; }

    public IReadOnlyList<Batch> Batches { get; init; } = [];

    /// <summary>Replaces the stored row. If there is none, nothing is written, and an account that another operation holds stays with it.</summary>
    public AccountState? State { get; init; }

    public required HeadWrite Head { get; init; }

    /// <summary>How long the account can wait for the answer, so that other accounts' checkpoints are written together with this one; zero: it needs it now.</summary>
    public TimeSpan Patience { get; init; }
}
