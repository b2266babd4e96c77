using Batchline.Engine.Discover;
using Batchline.Engine.Faults;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>
/// Before a changed key is used: it must know one of twenty jobs of the account, else it belongs to another Workiz account,
/// whose jobs must not be mixed with these. Nothing is stored or marked.
/// </summary>
internal sealed class VerifyStep(IJobKeys keys, IJobStore jobs, Setbacks setbacks) : ISliceStep
{
    public const string Stranger =
        "The new key does not know any of the account's jobs: it seems to belong to another Workiz account. Set the right key, or resume with force to accept it.";

    private const int Asked = 20;
    private const int LookedAt = 200;

    public SliceWork Work => SliceWork.Verify;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        if (slice.Body.KeyCheck is not { } check || check.Fingerprint != slice.KeyFingerprint)
        {
            await BeginAsync(slice);
            return null;
        }

        var answer = await slice.SendAsync(new WorkizCall.GetJob(check.Left[0]));
        var run = slice.Called(slice.Run);
        var trouble = slice.Body.Trouble;
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await setbacks.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Job:
                await slice.CommitAsync(slice.Trusting(slice.With(run)) with { Trouble = TroublePolicy.Fresh(trouble) });
                return null;
            case WorkizAnswer.Gone:
                return await NextAsync(slice, run, check with { AnyGone = true }, trouble);
            // The probe was answered and this job was not: it tells nothing about the key.
            case not null when trouble.Alive:
                return await NextAsync(slice, run, check, trouble with { Alive = false });
            case var refused when AnswerTable.Of(refused).DoubtsKey:
                await slice.CommitAsync(slice.Body with { Run = run, Trouble = TroublePolicy.DoubtKey(trouble, AnswerTable.MessageOf(refused), slice.Now) });
                return null;
            default:
                return await setbacks.OpenCircuitAsync(slice, TroublePolicy.Open(trouble, trouble.Trips + 1), run, answer);
        }
    }

    /// <summary>The job does not show that the key is right. With none left the key is a stranger's, unless no job said anything.</summary>
    private async Task<SliceEnd?> NextAsync(Slice slice, Run run, KeyCheck check, Trouble trouble)
    {
        var left = check with { Left = [.. check.Left.Skip(1)] };
        if (left is { Left.Count: 0, AnyGone: true })
            return await setbacks.BlockAsync(slice, Stranger, run);
        var body = slice.With(run) with { Trouble = trouble, KeyCheck = left };
        await slice.CommitAsync(left.Left.Count == 0 ? slice.Trusting(body) : body);
        return null;
    }

    private async Task BeginAsync(Slice slice)
    {
        if (slice.Body.KeyFingerprint is not null)
            slice.ForgetPace();
        var known = slice.Body.KeyFingerprint is null ? [] : await KnownAsync(slice);
        await slice.CommitAsync(known.Count == 0
            ? slice.Trusting(slice.Body)
            : slice.Body with { KeyCheck = new KeyCheck(slice.KeyFingerprint ?? "", known) });
    }

    private async Task<IReadOnlyList<string>> KnownAsync(Slice slice)
    {
        var uuids = await slice.Lease.SureAsync(cancellationToken =>
            keys.KeysAsync(slice.Account.Id, JobSelection.All, null, LookedAt, cancellationToken));
        var notes = await slice.Lease.SureAsync(cancellationToken => jobs.SyncOfAsync(slice.Account.Id, uuids, cancellationToken));
        return [.. uuids.Where(uuid => notes.GetValueOrDefault(uuid)?.MissingSince is null).Take(Asked)];
    }
}
