using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>Computes progress by one statement over the accounts' counters. Its cost grows with accounts, not with batches.</summary>
public sealed class ProgressReader(
    IOperationStore operations, IAccountStateReader states, IBatchStore batches, EtaEstimator eta, TimeProvider clock)
{
    private const int FailedBatchesShown = 50;

    /// <summary>Null: no such operation.</summary>
    public async Task<OperationProgress?> ReadAsync(OperationId id, CancellationToken cancellationToken)
    {
        if (await operations.GetAsync(id, cancellationToken) is not { } operation)
            return null;
        var totals = await states.TotalsAsync(id, cancellationToken);
        var progress = new OperationProgress
        {
            Operation = operation,
            Elapsed = (operation.EndTime ?? clock.GetUtcNow()) - operation.StartTime,
            Totals = totals,
            FailedBatches = await FailedAsync(id, cancellationToken),
        };
        return progress.Planned && !OperationTransitions.IsTerminal(operation.Status)
            ? progress with { Eta = eta.Estimate(id, totals) }
            : progress;
    }

    private Task<IReadOnlyList<Batch>> FailedAsync(OperationId id, CancellationToken cancellationToken) => batches.ListAsync(
        new BatchQuery
        {
            OperationId = id,
            Statuses = [BatchStatus.Failed, BatchStatus.CompletedWithErrors],
            Limit = FailedBatchesShown,
        },
        cancellationToken);
}
