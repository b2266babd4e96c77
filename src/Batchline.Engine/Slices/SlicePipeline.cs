using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Slices.Steps;

namespace Batchline.Engine.Slices;

/// <summary>Runs the steps of a slice one after another, each leaving a checkpoint, until there is a reason to end.</summary>
internal sealed class SlicePipeline(SliceSteps steps, FailureLimit limit)
{
    public async Task<SliceEnd> RunAsync(Slice slice)
    {
        // Leave the state row alone: if an end was interrupted, the row is newer than the head, and the step simply runs again.
        if (slice.Lease.Head.TakenOver)
            await slice.CommitAsync(WithOpenBatch(slice, slice.Body));
        while (true)
        {
            var (work, before) = (slice.Next(), slice.Body.Run);

            // Only the steps that come between two jobs may build on outcomes that are not written yet, and on what was read ahead.
            if (work is not (SliceWork.Job or SliceWork.Batch or SliceWork.Stop))
            {
                await slice.Lease.FlushAsync();
                slice.Ahead.Forget();
            }
            var end = await DoAsync(work, slice);
            if (FailedMore(before, slice.Body.Run) is var (operation, failed))
            {
                await slice.Lease.FlushAsync();

                // Other accounts read the stop with their next checkpoint. This one must read it now, so that nothing more is requested.
                if (await slice.Lease.SureAsync(_ => limit.CheckAsync(operation, failed)))
                    await slice.Lease.RenewAsync();
            }
            if (end is null)
                continue;
            slice.LeaveTurn();
            await GiveBackAsync(slice, end);
            return end;
        }
    }

    /// <summary>The pipeline. <see cref="Slice.Next"/> says what comes next.</summary>
    private async Task<SliceEnd?> DoAsync(SliceWork work, Slice slice) => work switch
    {
        SliceWork.Stop => new SliceEnd(slice.Lease.Sending.UntilNext, slice.OutOfTime ? WaitingReason.Budget : slice.Body.Run?.WaitingReason),
        SliceWork.Command => await steps.Command.RunAsync(slice),
        SliceWork.Refetch => await steps.Refetch.RunAsync(slice),
        SliceWork.Adopt => await steps.Adopt.RunAsync(slice),
        SliceWork.Control => await steps.Control.RunAsync(slice),
        SliceWork.Probe => await steps.Probe.RunAsync(slice),
        SliceWork.Verify => await steps.Verify.RunAsync(slice),
        SliceWork.List => await steps.List.RunAsync(slice),
        SliceWork.Plan => await steps.Plan.RunAsync(slice),
        SliceWork.Batch => await steps.Batch.RunAsync(slice),
        SliceWork.Job => await steps.Job.RunAsync(slice),
        _ => throw new InvalidOperationException($"Unknown work {work}."),
    };

    /// <summary>The operation to check; null if no further job failed, because then the limit cannot have been exceeded.</summary>
    private static (OperationId Operation, long Failed)? FailedMore(Run? before, Run? after) =>
        after is { LimitsFailures: true } && before?.OperationId == after.OperationId && after.Counters.Failed > before.Counters.Failed
            ? (after.OperationId, after.Counters.Failed - before.Counters.Failed)
            : null;

    private static Task GiveBackAsync(Slice slice, SliceEnd end)
    {
        if (slice.Body.Run is not { Phase: not RunPhase.Ended } run)
            return slice.Lease.GiveBackAsync(slice.Draft(slice.Body), end.DueIn);
        var waiting = run with
        {
            WaitingReason = end.Reason,
            WaitingSince = end.Reason is { } reason ? WaitingSince(slice, run, reason) : null,
            DueAt = end.Reason is null ? null : slice.Now + end.DueIn,
        };
        return slice.Lease.GiveBackAsync(
            WithOpenBatch(slice, slice.With(waiting)) with
            {
                // A blocked account's row was already written with its head, and a resume may have reserved the account since.
                State = run.Status == AccountStateStatus.Blocked ? null : Projection.State(slice.Account.Id, waiting),
            },
            end.DueIn);
    }

    private static DateTimeOffset WaitingSince(Slice slice, Run run, WaitingReason reason) =>
        // A wait for better answers lasts through the requests that did not get one.
        (reason is WaitingReason.Upstream or WaitingReason.Quota or WaitingReason.Budget ? slice.Body.Trouble.Since : null)
        ?? (run.WaitingReason == reason ? run.WaitingSince : null)
        ?? slice.Now;

    /// <summary>Adds the open batch's row, which lags behind the head. Written when a slice ends, and again when a lease is taken over.</summary>
    private static CheckpointDraft WithOpenBatch(Slice slice, HeadBody body) => slice.Draft(body) with
    {
        Batches = body.Run is { Open: { } open } run
            ? [Projection.Batch(slice.Account.Id, run.OperationId, open, BatchStatus.Processing)]
            : [],
    };
}
