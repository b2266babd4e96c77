using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;

namespace Batchline.Engine.Heads;

/// <summary>What a step wants to leave behind. The lease makes a <see cref="Checkpoint"/> of it, with fence, sequence, and times.</summary>
/// <param name="Body">The head's new body.</param>
public sealed record CheckpointDraft(HeadBody Body)
{
    public IReadOnlyList<JobWrite> Jobs { get; init; } = [];
    public OperationId? CancelBatchesOf { get; init; }
    public IReadOnlyList<Batch> Batches { get; init; } = [];
    public AccountState? State { get; init; }

    /// <summary>Ids of commands that are done.</summary>
    public IReadOnlyList<string> HandledCommands { get; init; } = [];
}
