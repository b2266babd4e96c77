using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Slices.Context;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Acknowledges a pause, a resume, a cancel, or a stop of the account's operation.</summary>
internal sealed class ControlStep(IOperationStore operations, OperationCloser closer)
{
    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var run = slice.Run;
        switch (slice.ControlOf(run))
        {
            case ControlAction.Cancel:
                await CancelAsync(slice, run);
                await AdvanceAsync(slice, run);
                return null;
            case ControlAction.Stop:
                await StopAsync(slice, run);
                await AdvanceAsync(slice, run);
                return null;

            case ControlAction.Run:
                await slice.CommitAsync(slice.DraftWithState(slice.With(run with { Status = AccountStateStatus.Processing })));
                return null;

            // A pause, or a pause that was acknowledged and is no longer in the head.
            default:
                if (await IsOverAsync(slice, run))
                {
                    // A crash came between the row and the head of an account that ended, and the operation has ended because of the row.
                    await BatchStep.EndAsync(slice);
                    return null;
                }
                if (run.Status != AccountStateStatus.Paused)
                    await slice.CommitAsync(slice.DraftWithState(slice.With(run with { Status = AccountStateStatus.Paused })));
                await AdvanceAsync(slice, run);
                return SliceEnd.Idle;
        }
    }

    /// <summary>Frees the account. Its open batch goes back to pending with the outcomes it has.</summary>
    private static Task StopAsync(Slice slice, Run run) =>
        slice.CommitAsync(slice.DraftWithState(slice.With(run with { Status = AccountStateStatus.Paused, Stopped = true, Open = null })) with
        {
            Batches = run.Open is { } open
                ? [Projection.Batch(slice.Account.Id, run.OperationId, open, BatchStatus.Pending)]
                : [],
        });

    /// <summary>Ends the account's part. Its open batches become cancelled, with the outcomes they have.</summary>
    public static Task CancelAsync(Slice slice, Run run)
    {
        var counters = run.Counters;
        var ended = run with
        {
            Phase = RunPhase.Ended,
            Status = AccountStateStatus.Cancelled,
            EndTime = slice.Now,
            Open = null,
            Counters = counters with
            {
                BatchesCancelled = Math.Max(0, run.TotalBatches - counters.BatchesCompleted - counters.BatchesWithErrors - counters.BatchesFailed),
            },
        };
        return slice.CommitAsync(slice.DraftWithState(slice.With(ended)) with
        {
            CancelBatchesOf = run.OperationId,
            Batches = run.Open is { } open
                ? [Projection.Batch(slice.Account.Id, run.OperationId, open, BatchStatus.Cancelled) with { EndTime = slice.Now }]
                : [],
        });
    }

    private async Task<bool> IsOverAsync(Slice slice, Run run) =>
        await slice.Lease.SureAsync(cancellationToken => operations.GetAsync(run.OperationId, cancellationToken)) is { } operation
        && OperationTransitions.IsTerminal(operation.Status);

    private Task<bool> AdvanceAsync(Slice slice, Run run) =>
        slice.Lease.SureAsync(cancellationToken => closer.AdvanceAsync(run.OperationId, cancellationToken));
}
