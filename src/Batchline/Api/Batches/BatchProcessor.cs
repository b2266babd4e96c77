using Batchline.Drivers;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.Engine.Slices;

namespace Batchline.Api.Batches;

/// <summary>Runs one batch inside a request.</summary>
internal sealed class BatchProcessor(
    BatchReader batches, IOperationStore operations, IAccountStateStore states, SliceRunner slices, NextBatchFinder finder, SelfTrigger trigger)
{
    public async Task<ProcessBatchResult> ProcessAsync(BatchId id, CancellationToken cancellationToken)
    {
        var time = trigger.BeginRequest();
        var batch = await batches.GetAsync(id, cancellationToken);
        if (batch is null)
            return new ProcessBatchResult.NotFound();
        if (!IsOpen(batch))
            return new ProcessBatchResult.NotPending(batch.Status);
        if (await IsPausedAsync(batch, cancellationToken))
            return new ProcessBatchResult.Halted();
        var slice = await slices.RunAsync(batch.AccountId, time.Left, id, cancellationToken);
        return slice switch
        {
            { Held: false } => new ProcessBatchResult.Leased(),

            // A retry that is waited for may be this batch's own: the batch itself says more.
            { Jobs: 0, WaitingReason: { } reason and not WaitingReason.Retry } => new ProcessBatchResult.Waiting(reason, slice.DueIn),
            _ => await ReadAsync(id, slice.Jobs > 0, cancellationToken),
        };
    }

    /// <param name="worked">Some job got an outcome.</param>
    private async Task<ProcessBatchResult> ReadAsync(BatchId id, bool worked, CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(id, cancellationToken);
        if (batch is null)
            return new ProcessBatchResult.NotFound();
        if (batch.Status == BatchStatus.Cancelled)
            return new ProcessBatchResult.NotPending(batch.Status);
        if (!worked && IsOpen(batch) && await operations.GetAsync(batch.OperationId, cancellationToken) is not { Requested: ControlAction.Run })
            return new ProcessBatchResult.Halted();

        var next = await finder.AfterAsync(batch, cancellationToken);
        var remaining = batch.JobUuids.Count - batch.CompletedJobs.Count - batch.MissingJobs.Count - batch.FailedJobs.Count;
        return IsOpen(batch) && remaining > 0
            ? new ProcessBatchResult.Unfinished(batch, remaining, next) { Trigger = worked ? id : null }
            : new ProcessBatchResult.Ended(batch, next) { Trigger = worked ? next : null };
    }

    /// <summary>The account has acknowledged a pause that is still wanted: a slice would do nothing but write that once more.</summary>
    private async Task<bool> IsPausedAsync(Batch batch, CancellationToken cancellationToken) =>
        await operations.GetAsync(batch.OperationId, cancellationToken) is { Requested: ControlAction.Pause }
        && await states.GetActiveAsync(batch.AccountId, cancellationToken) is { Status: AccountStateStatus.Paused } state
        && state.OperationId == batch.OperationId;

    private static bool IsOpen(Batch batch) => batch.Status is BatchStatus.Pending or BatchStatus.Processing;
}
