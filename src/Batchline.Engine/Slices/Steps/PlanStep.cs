using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Writes some batches; with the last of them, the totals become final.</summary>
internal sealed class PlanStep(Planner planner, IJobStore jobs, IOptions<SyncOptions> options)
{
    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var run = slice.Run;
        var head = slice.Lease.Head;
        var (cursor, last) = await slice.Lease.SureAsync(cancellationToken => planner.PlanAsync(
            run.OperationId, slice.Account.Id, run.BatchSize, Selection(run),
            run.Plan ?? new PlanCursor(null, 0, 0), (head.Fence, head.Seq), cancellationToken));
        if (!last)
        {
            await slice.CommitAsync(slice.With(run with { Plan = cursor }));
            return null;
        }

        var listed = run.Strategy == Strategy.ListFirst
            ? await slice.Lease.SureAsync(cancellationToken =>
                jobs.CountListedAsync(slice.Account.Id, run.OperationId, run.StartTime, cancellationToken))
            : new ListedJobs(0, 0);
        await slice.CommitAsync(slice.DraftWithState(slice.With(run with
        {
            Phase = RunPhase.Processing,
            Plan = null,
            TotalBatches = cursor.Batches,
            Counters = run.Counters with
            {
                Total = listed.Listed + cursor.Jobs + run.OddRows.Total,
                Completed = listed.Listed,
                Unchanged = listed.Unchanged,
                Failed = run.OddRows.Total,
                OddRows = run.OddRows.Total,
            },
        })));
        return null;
    }

    private JobSelection Selection(Run run) => run.Strategy == Strategy.Each
        ? JobSelection.All
        : new JobSelection
        {
            NotSeenIn = run.OperationId,
            Full = run.Full,
            WindowFrom = run.WindowFrom,
            CheckedBefore = run.StartTime - options.Value.RecheckAfter,
        };
}
