using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Requests one job and leaves its outcome in the head.</summary>
internal sealed class JobStep(Recorder recorder, FaultHandler faults)
{
    public const string MostAreGone =
        "Most of the account's jobs are suddenly gone in Workiz: its key seems to belong to another Workiz account. Nothing was marked. Set the right key, or resume with force to accept it.";

    private const string CannotAsk = "the UUID cannot be part of an address";

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var open = slice.Run.Open ?? throw new InvalidOperationException("No batch is open.");
        var uuid = open.Remaining[0];
        if (!WorkizCall.GetJob.CanAsk(uuid))
        {
            // No request is sent, so this says nothing about anything but the job.
            slice.Jobs++;
            await slice.CommitAsync(slice.With(Outcomes.Apply(slice.Run, open, BatchWork.Fail(open, new FailedJob(uuid, CannotAsk, false)))));
            return null;
        }
        slice.Rest(uuid);
        var answer = await slice.SendAsync(new WorkizCall.GetJob(uuid), readAhead: uuid);
        var run = CountCall(slice, uuid);
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await faults.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Job job:
                var write = Recorder.Record(await slice.Ahead.TakeJobAsync(uuid, slice.Lease), job.Document, slice.Now);
                var unchanged = write.Kind == JobWriteKind.Touch;
                await SettleAsync(slice, Outcomes.Apply(run, open, BatchWork.Complete(open, uuid), unchanged), uuid, [write]);
                return null;
            case WorkizAnswer.Gone:
                return await GoneAsync(slice, run, open, uuid);
            default:
                return await SuspectAsync(slice, run, open, uuid, answer);
        }
    }

    /// <summary>The job is gone in Workiz. If too many of the first answers say this, the key belongs to another account.</summary>
    private async Task<SliceEnd?> GoneAsync(Slice slice, Run run, OpenBatch open, string uuid)
    {
        if (run.First.Through)
        {
            await SettleAsync(slice, Outcomes.Apply(run, open, BatchWork.Miss(open, uuid)), null, [Recorder.Missing(uuid, slice.Now)]);
            return null;
        }
        var newly = await slice.Lease.SureAsync(cancellationToken => recorder.IsPresentAsync(slice.Account.Id, uuid, cancellationToken));
        var first = run.First.With(newly ? uuid : null);
        if (first.Suspicious)
        {
            // The jobs that were held back are to be requested again.
            var again = BatchWork.Reopen(open, run.First.Held);
            return await faults.BlockAsync(slice, MostAreGone, Outcomes.Apply(run, open, again) with { First = new FirstAnswers() });
        }
        var settled = Outcomes.Apply(run, open, BatchWork.Miss(open, uuid)) with { First = first with { Count = first.Count - 1 } };
        await SettleAsync(slice, settled, null, newly ? [] : [Recorder.Missing(uuid, slice.Now)]);
        return null;
    }

    /// <summary>A good answer: the outcome counts, and suspects pay.</summary>
    /// <param name="slice">The slice that asked.</param>
    /// <param name="run">The run with the outcome.</param>
    /// <param name="witness">The job that was returned; null: it is gone.</param>
    /// <param name="writes">What the outcome changes in the database.</param>
    private async Task SettleAsync(Slice slice, Run run, string? witness, IReadOnlyList<JobWrite> writes)
    {
        if (!run.First.Through || run.First.Held.Count > 0)
        {
            var first = run.First.With(newlyMissing: null);
            writes = first.Through ? [.. writes, .. first.Held.Select(uuid => Recorder.Missing(uuid, slice.Now))] : writes;
            run = run with { First = first.Through ? first with { Held = [] } : first };
        }
        var (trouble, charged) = TroublePolicy.OnGood(slice.Body.Trouble, witness);
        await slice.CommitSoonAsync(slice.Draft(slice.Body with { Run = faults.Charge(slice, run, charged) with { Error = null }, Trouble = trouble }) with { Jobs = writes });
        slice.Jobs++;
    }

    /// <summary>A bad answer says nothing about the job yet: the key, the path, or an outage may be to blame.</summary>
    private async Task<SliceEnd?> SuspectAsync(Slice slice, Run run, OpenBatch open, string uuid, WorkizAnswer answer)
    {
        var verdict = AnswerTable.Of(answer);
        var suspect = new Suspect(uuid, AnswerTable.MessageOf(answer), verdict.Attempts, verdict.MayPass);

        // The job was refused before, while others were not: a second refusal says no more about the key than the first.
        var (trouble, charged) = verdict.DoubtsKey && !open.Attempts.ContainsKey(uuid)
            ? TroublePolicy.OnRefused(slice.Body.Trouble, suspect, slice.Now)
            : TroublePolicy.OnBad(slice.Body.Trouble, suspect, slice.Now);
        var deferred = faults.Charge(slice, run with { Open = BatchWork.Defer(open, uuid) }, charged);
        if (trouble.CircuitOpen)
            return await faults.OpenCircuitAsync(slice, trouble, deferred, answer);
        await slice.CommitAsync(slice.Body with { Run = deferred, Trouble = trouble });
        return null;
    }

    private static Run CountCall(Slice slice, string uuid)
    {
        var run = slice.Run;
        var called = slice.Called(run);
        var again = run.Open is { } open && (open.Attempts.ContainsKey(uuid) || open.Failed.Any(job => job.Uuid == uuid));
        return again ? called with { Counters = called.Counters with { Retried = called.Counters.Retried + 1 } } : called;
    }
}
