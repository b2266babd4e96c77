using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Closes the open batch if it is finished and opens the next one, in one checkpoint. Ends the account if none is left.</summary>
internal sealed class BatchStep(IBatchStore batches, OperationCloser closer, Random random, IOptions<ProcessOptions> options)
{
    private const double Jitter = 0.2;

    /// <summary>How many of the next batches are read ahead together.</summary>
    private const int MostAhead = 9;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var run = slice.Run;
        var closed = run.Open is { } open ? Close(slice, open) : null;
        var ahead = await slice.Ahead.TakeBatchAsync();
        var next = ahead is null ? await NextAsync(slice, closed) : new NextBatch(ahead, null);
        if (closed is null && next.Due is null)
            return await NoneAsync(slice, next);

        var opened = next.Due is { } due ? BatchWork.Open(due, slice.Now) : null;
        if (opened is not null && HeldOutcomes.Fit(slice.Lease.Sending.Interval))
            ReadAhead(slice, opened, following: ahead is null ? Math.Max(opened.Number, closed?.Number ?? 0) : null);
        var after = closed is null ? run : CountClosed(run, closed, slice.Now - (run.Open?.OpenedAt ?? slice.Now));
        after = after with
        {
            Open = opened,
            CurrentBatch = opened?.Number ?? after.CurrentBatch,
        };
        await slice.CommitAsync(slice.DraftWithState(slice.With(after)) with
        {
            Batches =
            [
                .. closed is null ? [] : new[] { closed },
                .. opened is null ? [] : new[] { Projection.Batch(slice.Account.Id, run.OperationId, opened, BatchStatus.Processing) },
            ],
        });
        slice.OnlyBatchDone |= closed is not null && closed.Id == slice.OnlyBatch;
        return null;
    }

    /// <summary>Reads while the checkpoint that opens the batch is written.</summary>
    /// <param name="following">Read batches after this number; null: there are some that were already read.</param>
    private void ReadAhead(Slice slice, OpenBatch opened, int? following)
    {
        if (following is { } number)
            slice.Ahead.Begin(FollowingAsync(slice, number));
        slice.Ahead.Begin(opened.Remaining, TimeSpan.Zero);
        slice.Ahead.Begin(slice.Ahead.Peek()?.JobUuids ?? [], TimeSpan.Zero);
    }

    /// <summary>Pending batches with greater numbers. A batch that waits for its retry is found after these are done.</summary>
    private async Task<IReadOnlyList<Batch>> FollowingAsync(Slice slice, int number)
    {
        var run = slice.Run;
        if (slice.OnlyBatch is not null || number >= run.TotalBatches)
            return [];
        var query = new BatchQuery
        {
            OperationId = run.OperationId,
            AccountId = slice.Account.Id,
            Statuses = [BatchStatus.Pending],
            After = (slice.Account.Id, number),
            Limit = MostAhead,
        };
        var found = await batches.ListAsync(query, CancellationToken.None);
        return [.. found.Where(batch => batch.NextAttemptAt is null && batch.Number <= run.TotalBatches)];
    }

    /// <summary>The row of a batch that is no longer open: ended, pending until its automatic retry, or set aside for another batch.</summary>
    private Batch Close(Slice slice, OpenBatch open)
    {
        var status = open.IsFinished ? BatchWork.Close(open, options.Value.AutoRetries) : BatchStatus.Pending;
        var row = Projection.Batch(slice.Account.Id, slice.Run.OperationId, open, status);
        return status != BatchStatus.Pending ? row with { EndTime = slice.Now }
            : open.IsFinished ? row with { AutoRetries = open.AutoRetries + 1, NextAttemptAt = slice.Now + RetryDelay(open.AutoRetries) }
            : row;
    }

    private static Run CountClosed(Run run, Batch closed, TimeSpan taken)
    {
        var counters = run.Counters;
        if (closed.Status == BatchStatus.Pending)
            return run with { Counters = counters with { Retries = counters.Retries + (closed.NextAttemptAt is null ? 0 : 1) } };
        return run with
        {
            LastBatchCompleted = Math.Max(run.LastBatchCompleted, closed.Number),
            Counters = counters with
            {
                BatchesCompleted = counters.BatchesCompleted + (closed.Status == BatchStatus.Completed ? 1 : 0),
                BatchesWithErrors = counters.BatchesWithErrors + (closed.Status == BatchStatus.CompletedWithErrors ? 1 : 0),
                BatchesFailed = counters.BatchesFailed + (closed.Status == BatchStatus.Failed ? 1 : 0),
                BatchSeconds = counters.BatchSeconds + taken.TotalSeconds,
                BatchesTimed = counters.BatchesTimed + 1,
            },
        };
    }

    private async Task<NextBatch> NextAsync(Slice slice, Batch? closed)
    {
        var run = slice.Run;
        if (slice.OnlyBatch is { } only)
        {
            if (closed?.Id == only || slice.OnlyBatchDone)
                return new NextBatch(null, null);
            var named = await slice.Lease.SureAsync(cancellationToken => batches.GetAsync(only, cancellationToken));
            return new NextBatch(IsOpen(named, run) ? named : null, null);
        }
        return await AnyAsync(slice, closed?.Id);
    }

    private async Task<NextBatch> AnyAsync(Slice slice, BatchId? except)
    {
        var next = await AtAsync(slice.Now);

        // No retry is planned that far ahead: the clock was set back, or the settings were lowered.
        return next is { Due: null, NextAttemptAt: { } at } && at - slice.Now > LongestRetryDelay ? await AtAsync(at) : next;

        Task<NextBatch> AtAsync(DateTimeOffset now)
        {
            var query = new NextBatchQuery(slice.Run.OperationId, slice.Account.Id, slice.Run.TotalBatches, now, except);
            return slice.Lease.SureAsync(cancellationToken => batches.NextAsync(query, cancellationToken));
        }
    }

    private static bool IsOpen(Batch? batch, Run run) =>
        batch is { Status: BatchStatus.Pending or BatchStatus.Processing }
        && batch.OperationId == run.OperationId && batch.Number <= run.TotalBatches;

    /// <summary>No batch is due: wait for a retry, or end the account.</summary>
    private async Task<SliceEnd?> NoneAsync(Slice slice, NextBatch next)
    {
        if (slice.OnlyBatch is not null)
        {
            // If scripts name the batches, the account ends with the last batch they name.
            next = await AnyAsync(slice, except: null);
            if (next.Due is not null)
                return SliceEnd.DueNow;
        }
        if (next.NextAttemptAt is { } at)
            return new SliceEnd(at > slice.Now ? at - slice.Now : TimeSpan.Zero, WaitingReason.Retry);
        await EndAsync(slice);
        await slice.Lease.SureAsync(cancellationToken => closer.AdvanceAsync(slice.Run.OperationId, cancellationToken));
        return null;
    }

    /// <summary>Ends the account's part in the operation.</summary>
    public static Task EndAsync(Slice slice)
    {
        var run = slice.Run;
        var ended = run with { Phase = RunPhase.Ended, Status = AccountStateStatus.Completed, EndTime = slice.Now, First = new FirstAnswers() };
        return slice.CommitAsync(slice.DraftWithState(slice.Body with { Run = ended, LastSyncedAt = slice.Now }) with
        {
            // There were too few jobs to judge the key by, so those that were gone are taken to be missing.
            Jobs = [.. run.First.Held.Select(uuid => Recorder.Missing(uuid, slice.Now))],
        });
    }

    private TimeSpan RetryDelay(int retries) =>
        options.Value.RetryBaseDelay * Math.Pow(2, retries) * (1 + (Jitter * random.NextDouble()));

    private TimeSpan LongestRetryDelay => options.Value.RetryBaseDelay * Math.Pow(2, options.Value.AutoRetries) * (1 + Jitter);
}
