using Batchline.Engine.Batches;

namespace Batchline.Engine.Operations;

/// <summary>Every legal change of an operation's and of a batch's status. Nothing else changes one.</summary>
public static class OperationTransitions
{
    private static readonly Dictionary<OperationStatus, OperationStatus[]> Operations = new()
    {
        [OperationStatus.Planning] = [OperationStatus.Processing, OperationStatus.Paused, OperationStatus.Cancelled, OperationStatus.Failed, OperationStatus.Completed],
        [OperationStatus.Processing] = [OperationStatus.Paused, OperationStatus.Completed, OperationStatus.CompletedWithErrors, OperationStatus.Failed, OperationStatus.Cancelled],
        [OperationStatus.Paused] = [OperationStatus.Planning, OperationStatus.Processing, OperationStatus.Cancelled],
        [OperationStatus.CompletedWithErrors] = [OperationStatus.Processing],
        [OperationStatus.Failed] = [OperationStatus.Processing],
        [OperationStatus.Completed] = [],
        [OperationStatus.Cancelled] = [],
    };

    private static readonly Dictionary<BatchStatus, BatchStatus[]> Batches = new()
    {
        [BatchStatus.Pending] = [BatchStatus.Processing, BatchStatus.Cancelled],
        [BatchStatus.Processing] = [BatchStatus.Pending, BatchStatus.Completed, BatchStatus.CompletedWithErrors, BatchStatus.Failed, BatchStatus.Cancelled],
        [BatchStatus.CompletedWithErrors] = [BatchStatus.Pending],
        [BatchStatus.Failed] = [BatchStatus.Pending],
        [BatchStatus.Completed] = [],
        [BatchStatus.Cancelled] = [],
    };

    public static bool Allows(OperationStatus from, OperationStatus to) => Operations[from].Contains(to);

    public static bool Allows(BatchStatus from, BatchStatus to) => Batches[from].Contains(to);

    /// <summary>Ended; a retry may still take a failed one back.</summary>
    public static bool IsTerminal(OperationStatus status) =>
        status is OperationStatus.Completed or OperationStatus.CompletedWithErrors or OperationStatus.Failed or OperationStatus.Cancelled;
}
