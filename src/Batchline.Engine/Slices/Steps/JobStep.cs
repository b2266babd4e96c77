using Batchline.Engine.Discover;
using Batchline.Engine.Process;
using Batchline.Engine.Record;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Process and record: asks for one job and leaves its outcome in the head.</summary>
internal sealed partial class JobStep(IWorkizApi api, Recorder recorder, Setbacks setbacks, ILogger<JobStep> log) : ISliceStep
{
    public const string MostAreGone =
        "Most of the account's jobs are suddenly gone in Workiz: its key seems to belong to another Workiz account. Nothing was marked. Set the right key, or resume with force to accept it.";

    public SliceWork Work => SliceWork.Job;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var open = slice.Run.Open ?? throw new InvalidOperationException("No batch is open.");
        var uuid = open.Remaining[0];
        slice.Rest(uuid);
        Task<IReadOnlyDictionary<string, StoredJob>>? stored = null;
        var answer = await slice.SendAsync((token, cancellationToken) =>
        {
            // What is stored is read while the request is out: only the lease's holder writes it.
            var asked = api.GetJobAsync(token, uuid, cancellationToken);
            stored = slice.Ahead.TakeJob(uuid);
            return asked;
        });
        var run = CountCall(slice, uuid);
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached or WorkizAnswer.Refused:
                return await setbacks.NotNowAsync(slice, answer, run);
            case WorkizAnswer.Transient transient:
                return await SuspectAsync(slice, run, open, new Suspect(uuid, transient.Message));
            case WorkizAnswer.Job job:
                var known = await slice.Lease.SureAsync(stored, cancellationToken =>
                    recorder.StoredAsync(slice.Account.Id, [uuid], cancellationToken));
                var write = Recorder.Record(known.GetValueOrDefault(uuid), job.Document, slice.Now);
                var unchanged = write.Kind == JobWriteKind.Touch;
                await SettleAsync(slice, Outcomes.Apply(run, open, BatchWork.Complete(open, uuid), unchanged), [write]);
                return null;
            case WorkizAnswer.Gone:
                return await GoneAsync(slice, run, open, uuid);
            case WorkizAnswer.Invalid invalid:
                LogFailed(log, uuid, invalid.Message);
                await SettleAsync(slice, Outcomes.Apply(run, open, BatchWork.Fail(open, new FailedJob(uuid, invalid.Message, invalid.MayPass))), []);
                return null;
            default:
                throw new InvalidOperationException($"Not an answer about a job: {answer.GetType().Name}.");
        }
    }

    /// <summary>Gone in Workiz; among the first answers too many of these mean that the key is another account's.</summary>
    private async Task<SliceEnd?> GoneAsync(Slice slice, Run run, OpenBatch open, string uuid)
    {
        if (run.First.Through)
        {
            await SettleAsync(slice, Outcomes.Apply(run, open, BatchWork.Miss(open, uuid)), [Recorder.Missing(uuid, slice.Now)]);
            return null;
        }
        var newly = await slice.Lease.SureAsync(cancellationToken => recorder.IsPresentAsync(slice.Account.Id, uuid, cancellationToken));
        var first = run.First.With(newly ? uuid : null);
        if (first.Suspicious)
        {
            // What was held back goes back to the jobs that are still to be asked for.
            var again = BatchWork.Reopen(open, run.First.Held);
            return await setbacks.BlockAsync(slice, MostAreGone, Outcomes.Apply(run, open, again) with { First = new FirstAnswers() });
        }
        var settled = Outcomes.Apply(run, open, BatchWork.Miss(open, uuid)) with { First = first with { Count = first.Count - 1 } };
        await SettleAsync(slice, settled, newly ? [] : [Recorder.Missing(uuid, slice.Now)]);
        return null;
    }

    /// <summary>A good answer: the outcome counts, and whoever was suspected pays.</summary>
    private async Task SettleAsync(Slice slice, Run run, IReadOnlyList<JobWrite> writes)
    {
        if (!run.First.Through || run.First.Held.Count > 0)
        {
            var first = run.First.With(newlyMissing: null);
            writes = first.Through ? [.. writes, .. first.Held.Select(uuid => Recorder.Missing(uuid, slice.Now))] : writes;
            run = run with { First = first.Through ? first with { Held = [] } : first };
        }
        var (faults, charged) = FaultPolicy.OnGood(slice.Body.Faults);
        await slice.CommitSoonAsync(slice.Parts(slice.Body with { Run = setbacks.Charge(slice, run, charged) with { Error = null }, Faults = faults }) with { Jobs = writes });
        slice.Jobs++;
    }

    private async Task<SliceEnd?> SuspectAsync(Slice slice, Run run, OpenBatch open, Suspect suspect)
    {
        var (faults, charged) = FaultPolicy.OnTransient(slice.Body.Faults, suspect);
        var deferred = setbacks.Charge(slice, run with { Open = BatchWork.Defer(open, suspect.Job) }, charged);
        if (faults.CircuitOpen)
            return await setbacks.OpenCircuitAsync(slice, faults, deferred, suspect.Reason);
        await slice.CommitAsync(slice.Body with { Run = deferred, Faults = faults });
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
