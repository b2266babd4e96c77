using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>Computes progress from the accounts' counters, so that its cost grows with accounts, not with batches.</summary>
public sealed class ProgressReader(
    IOperationStore operations, AccountProgressReader accounts, IBatchStore batches, EtaEstimator eta, TimeProvider clock)
{
    private const int FailedBatchesShown = 50;

    /// <summary>Null: no such operation. Shows at most <paramref name="limit"/> account states, only those with <paramref name="status"/> if it is set.</summary>
    public async Task<OperationProgress?> ReadAsync(OperationId id, AccountStateStatus? status, int limit, CancellationToken cancellationToken)
    {
        if (await operations.GetAsync(id, cancellationToken) is not { } operation)
            return null;
        var all = await accounts.ReadAsync(id, cancellationToken);
        var planned = operation.Admitted && all.All(account => account.State.Planned || account.State.Status is AccountStateStatus.Cancelled or AccountStateStatus.Blocked);
        return new OperationProgress
        {
            Operation = operation,
            Elapsed = (operation.EndTime ?? clock.GetUtcNow()) - operation.StartTime,
            Eta = planned && !OperationTransitions.IsTerminal(operation.Status)
                ? await eta.EstimateAsync(all, cancellationToken)
                : null,
            Totals = all.Aggregate(new Counters(), (sum, account) => sum.Plus(account.State.Counters)),
            Planned = planned,
            Accounts = all.CountBy(account => account.State.Status).ToDictionary(),
            TotalBatches = all.Sum(account => account.State.TotalBatches),
            ProcessingBatches = all.Count(account => account.IsProcessing),
            States = [.. all.Where(account => status is null || account.State.Status == status).Take(limit)],
            FailedBatches = await FailedAsync(id, cancellationToken),
        };
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
