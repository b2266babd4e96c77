using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Sends one request that tells a bad job from a bad path, a refused key, and an outage.</summary>
internal sealed class ProbeStep(IJobKeys keys, FaultHandler faults, HostCircuit host)
{
    private const int LookedAt = 10;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var trouble = slice.Body.Trouble;
        if (slice.KeyProblem is { } problem)
            return await faults.BlockAsync(slice, problem, slice.Run);
        if (trouble.CircuitOpen && host.Release(slice.Account.Id))
            return await GoOnAsync(slice, slice.Run, TroublePolicy.OnReleased(trouble));
        if (host.WaitFor(slice.Account.Id) is { } wait)
            return await WaitForHostAsync(slice, wait);

        // The answer to this account's next request counts for all accounts.
        slice.IsItsTurn = true;
        return trouble switch
        {
            { AskedInVain: true } => await AskProbeAsync(slice),
            _ when await WitnessAsync(slice) is { } witness => await AskWitnessAsync(slice, witness),
            { Refusal: not null } => await AskProbeAsync(slice),
            { CircuitOpen: true, Suspects.Count: > 0 } => await AskProbeAsync(slice),
            { CircuitOpen: true } => await GoOnAsync(slice, slice.Run, TroublePolicy.Close(trouble)),
            _ when TroublePolicy.NeedsProbe(trouble, slice.NextJob) => await WaitAsync(slice, slice.Run, TroublePolicy.Open(trouble, trouble.Trips + 1)),
            _ => null,
        };
    }

    private async Task<string?> WitnessAsync(Slice slice)
    {
        var trouble = slice.Body.Trouble;

        // No witness for the list, which uses another path, and none with a key that may be another account's: it would say that the jobs are gone.
        if (slice.Run.Phase != RunPhase.Processing || slice.KeyIsNew || !TroublePolicy.NeedsProbe(trouble, slice.NextJob))
            return null;
        if (trouble is { Witness: { } proven, WitnessDoubted: false })
            return proven;

        // A job that was not seen lately says little about a refusal, which is mostly about the key.
        if (trouble.Refusal is not null)
            return null;
        var after = trouble.Witness ?? (trouble.Suspects is [var first, ..] ? first.Job : null);
        return await AnotherAsync(slice, after) ?? (after is null ? null : await AnotherAsync(slice, null));
    }

    private async Task<string?> AnotherAsync(Slice slice, string? after)
    {
        var trouble = slice.Body.Trouble;
        var others = await slice.Lease.SureAsync(cancellationToken =>
            keys.KeysAsync(slice.Account.Id, JobSelection.All, after, LookedAt, cancellationToken));
        return others.FirstOrDefault(uuid => uuid != trouble.Witness && WorkizCall.GetJob.CanAsk(uuid) && trouble.Suspects.All(suspect => suspect.Job != uuid));
    }

    /// <summary>Requests a job that was answered well before, by the same path as those that fail now.</summary>
    private async Task<SliceEnd?> AskWitnessAsync(Slice slice, string witness)
    {
        var answer = await slice.SendAsync(new WorkizCall.GetJob(witness));
        var run = slice.Called(slice.Run);
        var trouble = slice.Body.Trouble;
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await faults.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Job or WorkizAnswer.Gone:
                var (paid, charged) = TroublePolicy.OnGoodWitness(trouble, answer is WorkizAnswer.Job ? witness : null);
                return await GoOnAsync(slice, faults.Charge(slice, run, charged), paid);
            default:
                var doubted = trouble with { Witness = witness, WitnessDoubted = true };
                await slice.CommitAsync(slice.Body with
                {
                    Run = run with { Error = AnswerTable.MessageOf(answer) },
                    Trouble = TroublePolicy.OnBadCheck(doubted, RefusalOf(answer), slice.Now),
                });
                return null;
        }
    }

    /// <summary>Sends the request that every good key may send.</summary>
    private async Task<SliceEnd?> AskProbeAsync(Slice slice)
    {
        var answer = await slice.SendAsync(new WorkizCall.Probe());
        var run = slice.Called(slice.Run);
        var trouble = slice.Body.Trouble;
        return answer switch
        {
            null or WorkizAnswer.QuotaReached => await faults.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run),
            WorkizAnswer.Refused(var message) when trouble.Refusal is not null => await faults.BlockAsync(slice, message, run),
            WorkizAnswer.Transient or WorkizAnswer.Invalid => await faults.OpenCircuitAsync(slice, TroublePolicy.OnSilence(trouble), run, answer),

            // Refused too, but nothing else was: that alone says nothing about the key.
            WorkizAnswer.Refused => await BlameAsync(slice, run, trouble),
            _ => await BlameAsync(slice, run, TroublePolicy.OnAlive(trouble)),
        };
    }

    /// <summary>Workiz answers the probe: what was answered badly before is to blame.</summary>
    private Task<SliceEnd?> BlameAsync(Slice slice, Run run, Trouble trouble)
    {
        if (slice is { KeyIsNew: true, Body.KeyCheck: { } check } && trouble.AskedInVain)
            return BlameCheckedJobAsync(slice, run, check, trouble);
        if (run is { Phase: RunPhase.Listing, List: { } list } && trouble.AskedInVain)
            return BlameListAsync(slice, run, list, trouble);
        if (!trouble.AskedInVain && !trouble.CircuitOpen)
            return GoOnAsync(slice, run, trouble);
        var blamed = TroublePolicy.OnPathInTrouble(trouble, waited: !trouble.AskedInVain);
        return blamed.CircuitOpen ? WaitAsync(slice, run, blamed) : GoOnAsync(slice, run, blamed);
    }

    /// <summary>The job says nothing about a new key: request another one after a while.</summary>
    private async Task<SliceEnd?> BlameCheckedJobAsync(Slice slice, Run run, KeyCheck check, Trouble trouble)
    {
        await slice.CommitAsync(slice.Body with { KeyCheck = check with { InVain = check.InVain + 1 } });
        return await WaitAsync(slice, run, TroublePolicy.Open(trouble with { Refusal = null }, trouble.Trips + 1));
    }

    /// <summary>Requests the page again after a while. After too many tries the list has failed, and known jobs are requested one by one.</summary>
    private Task<SliceEnd?> BlameListAsync(Slice slice, Run run, ListCursor list, Trouble trouble)
    {
        var failed = run with { List = list with { Failures = list.Failures + 1 } };
        return failed.List.Failures < TroublePolicy.MostTries
            ? WaitAsync(slice, failed, TroublePolicy.Open(trouble with { Refusal = null }, Math.Max(trouble.Trips, list.Failures) + 1))
            : ListStep.GiveUpAsync(slice, failed, run.Error ?? "");
    }

    private static async Task<SliceEnd?> GoOnAsync(Slice slice, Run run, Trouble trouble)
    {
        await slice.CommitAsync(slice.Body with { Trouble = trouble, Run = run with { Error = null } });
        return null;
    }

    private Task<SliceEnd?> WaitAsync(Slice slice, Run run, Trouble trouble) =>
        faults.OpenCircuitAsync(slice, trouble, run, new WorkizAnswer.Invalid(ReasonOf(slice)));

    /// <summary>What went wrong before the probe was sent.</summary>
    private static string ReasonOf(Slice slice) =>
        slice.Run.Error ?? (slice.Body.Trouble is { Suspects: [.., var last] } ? last.Reason : "what was asked for was answered badly");

    private static string? RefusalOf(WorkizAnswer answer) => AnswerTable.Of(answer).DoubtsKey ? AnswerTable.MessageOf(answer) : null;

    private async Task<SliceEnd?> WaitForHostAsync(Slice slice, TimeSpan wait)
    {
        var reason = host.Reason;
        if (host.IsHopeless(slice.Account.Id))
            return await faults.BlockAsync(slice, TroublePolicy.Unreachable(reason), slice.Run);
        if (slice.Run.Error is null || slice.Body.Trouble.Since is null)
        {
            await slice.CommitAsync(slice.Body with
            {
                Run = slice.Run with { Error = slice.Run.Error ?? reason },
                Trouble = slice.Body.Trouble with { Since = slice.Body.Trouble.Since ?? slice.Now },
            });
        }
        return new SliceEnd(wait, WaitingReason.Upstream);
    }
}
