using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Steps;

/// <summary>
/// Checks a changed key before it is used. It must know one of twenty jobs of the account; otherwise it belongs to another
/// Workiz account, whose jobs must not be mixed with these. Nothing is stored or marked.
/// </summary>
internal sealed class VerifyStep(IJobKeys keys, IJobStore jobs, FaultHandler faults)
{
    public const string Stranger =
        "The new key does not know any of the account's jobs: it seems to belong to another Workiz account. Set the right key, or resume with force to accept it.";

    private const int Asked = 20;
    private const int LookedAt = 200;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        if (slice.Body.KeyCheck is not { } check || check.Fingerprint != slice.KeyFingerprint)
        {
            await BeginAsync(slice);
            return null;
        }


        // Jobs whose answers repeatedly say nothing must not keep a key out forever.
        if (check.InVain >= TroublePolicy.MostTries)
            return await NextAsync(slice, slice.Run, check with { Left = [] });
        var answer = await slice.SendAsync(new WorkizCall.GetJob(check.Left[0]));
        var run = slice.Called(slice.Run);
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await faults.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Job:
                await slice.CommitAsync(slice.Trusting(slice.With(run)) with { Trouble = TroublePolicy.Fresh(slice.Body.Trouble) });
                return null;
            case WorkizAnswer.Gone:
                return await NextAsync(slice, run, check with { AnyGone = true, InVain = 0, Left = [.. check.Left.Skip(1)] });
            default:
                return await BadAnswerAsync(slice, run, check, answer);
        }
    }

    /// <summary>The answer says nothing about the job: the probe will tell why, and the job is requested again after the others.</summary>
    private static async Task<SliceEnd?> BadAnswerAsync(Slice slice, Run run, KeyCheck check, WorkizAnswer answer)
    {
        var message = AnswerTable.MessageOf(answer);
        await slice.CommitAsync(slice.Body with
        {
            Run = run with { Error = message },
            KeyCheck = check with { Left = [.. check.Left.Skip(1), check.Left[0]] },
            Trouble = TroublePolicy.OnBadCheck(slice.Body.Trouble, AnswerTable.Of(answer).DoubtsKey ? message : null, slice.Now),
        });
        return null;
    }

    /// <summary>If no job is left, the key is another account's, unless no answer said anything.</summary>
    private async Task<SliceEnd?> NextAsync(Slice slice, Run run, KeyCheck check)
    {
        if (check is { Left.Count: 0, AnyGone: true })
            return await faults.BlockAsync(slice, Stranger, run);
        var body = slice.With(run) with { KeyCheck = check };
        await slice.CommitAsync(check.Left.Count == 0 ? slice.Trusting(body) with { Trouble = TroublePolicy.Fresh(body.Trouble) } : body);
        return null;
    }

    private async Task BeginAsync(Slice slice)
    {
        if (slice.Body.KeyFingerprint is not null)
            slice.ForgetPace();
        var known = slice.Body.KeyFingerprint is null ? [] : await KnownAsync(slice);

        // What was learned with another key says nothing about this one.
        var body = slice.Body with { Trouble = TroublePolicy.Fresh(slice.Body.Trouble) };
        await slice.CommitAsync(known.Count == 0 ? slice.Trusting(body) : body with { KeyCheck = new KeyCheck(slice.KeyFingerprint ?? "", known) });
    }

    private async Task<IReadOnlyList<string>> KnownAsync(Slice slice)
    {
        var uuids = await slice.Lease.SureAsync(cancellationToken =>
            keys.KeysAsync(slice.Account.Id, JobSelection.All, null, LookedAt, cancellationToken));
        var notes = await slice.Lease.SureAsync(cancellationToken => jobs.SyncOfAsync(slice.Account.Id, uuids, cancellationToken));
        return [.. uuids.Where(uuid => notes.GetValueOrDefault(uuid)?.MissingSince is null).Take(Asked)];
    }
}
