using Batchline.Engine;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Report;
using Batchline.Engine.Slices;
using Microsoft.Extensions.Options;

namespace Batchline.Api.Batches;

/// <summary>Runs one batch inside a request.</summary>
internal sealed class BatchProcessor(
    BatchReader batches, SliceRunner slices, OperationSweeper sweeper, NextBatchFinder finder, IOptions<ProcessOptions> process)
{
    public async Task<ProcessBatchResult> ProcessAsync(BatchId id, CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(id, cancellationToken);
        if (batch is null)
            return new ProcessBatchResult.NotFound();
        if (!IsOpen(batch))
            return new ProcessBatchResult.NotPending(batch.Status);
        var slice = await slices.RunAsync(batch.AccountId, process.Value.SliceBudget, id, cancellationToken);
        if (!slice.Held)
            return new ProcessBatchResult.Leased();
        if (slice is { Jobs: 0, WaitingReason: { } reason })
            return new ProcessBatchResult.Waiting(reason, slice.DueIn);
        return await ReadAsync(id, cancellationToken);
    }

    private async Task<ProcessBatchResult> ReadAsync(BatchId id, CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(id, cancellationToken);
        if (batch is null)
            return new ProcessBatchResult.NotFound();
        var next = await finder.AfterAsync(batch, cancellationToken);

        // Where nothing runs in the background, the last batch is the only one that can end the operation.
        if (next is null)
            await sweeper.SweepAsync(cancellationToken);
        var remaining = batch.JobUuids.Count - batch.CompletedJobs.Count - batch.MissingJobs.Count - batch.FailedJobs.Count;
        return IsOpen(batch) && remaining > 0
            ? new ProcessBatchResult.Unfinished(batch, remaining, next)
            : new ProcessBatchResult.Ended(batch, next);
    }

    private static bool IsOpen(Batch batch) => batch.Status is BatchStatus.Pending or BatchStatus.Processing;
}
