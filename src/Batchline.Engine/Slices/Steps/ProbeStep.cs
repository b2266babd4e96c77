using Batchline.Engine.Discover;
using Batchline.Engine.Faults;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>One request that tells a bad job from a bad path, a refused key and a bad hour.</summary>
internal sealed class ProbeStep(IJobKeys keys, Setbacks setbacks, HostCircuit host) : ISliceStep
{
    private const int LookedAt = 10;

    public SliceWork Work => SliceWork.Probe;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var trouble = slice.Body.Trouble;
        if (trouble.CircuitOpen && host.Release(slice.Account.Id))
        {
            await slice.CommitAsync(slice.Body with { Trouble = trouble with { CircuitOpen = false } });
            return null;
        }
        if (host.WaitFor(slice.Account.Id) is { } wait)
            return await WaitForHostAsync(slice, wait);
        var witness = await WitnessAsync(slice);
        return TroublePolicy.Next(trouble, witness) switch
        {
            ProbeKind.Witness when witness is not null => await AskWitnessAsync(slice, witness),
            null when !host.IsOpen => await SettleAsync(slice, slice.Run, TroublePolicy.Trip(trouble)),
            _ => await AskProbeAsync(slice, witness is not null),
        };
    }

    /// <summary>
    /// The job that bore witness well, or the next one behind it. None for the list, which goes another way, and none with a
    /// key that may be a stranger's: it would say that the jobs are gone.
    /// </summary>
    private async Task<string?> WitnessAsync(Slice slice)
    {
        var trouble = slice.Body.Trouble;
        if (slice.Run.Phase != RunPhase.Processing || slice.KeyIsNew || trouble.WitnessFailed)
            return null;
        if (trouble is { Witness: { } proven, WitnessDoubted: false })
            return proven;

        // A job that nobody has seen lately says little about a refusal, and most are the key's.
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
        return others.FirstOrDefault(uuid => uuid != trouble.Witness && trouble.Suspects.All(suspect => suspect.Job != uuid));
    }

    /// <summary>A job that was answered well before, asked for in the way of those that fail now.</summary>
    private async Task<SliceEnd?> AskWitnessAsync(Slice slice, string witness)
    {
        var answer = await AskAsync(slice, new WorkizCall.GetJob(witness));
        var run = slice.Called(slice.Run);
        var trouble = slice.Body.Trouble;
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await setbacks.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Job:
                return await PayAsync(slice, Answered(run), TroublePolicy.OnGood(trouble, witness));
            case WorkizAnswer.Gone:
                return await PayAsync(slice, Answered(run), TroublePolicy.OnGood(trouble with { Witness = null }, null));
            default:
                var refusal = AnswerTable.Of(answer).DoubtsKey ? AnswerTable.MessageOf(answer) : null;
                return await SettleAsync(slice, run, TroublePolicy.OnWitnessBad(trouble, witness, refusal));
        }
    }

    /// <summary>The request that every good key may send.</summary>
    private async Task<SliceEnd?> AskProbeAsync(Slice slice, bool witnessNext)
    {
        var answer = await AskAsync(slice, new WorkizCall.Probe());
        var run = slice.Called(slice.Run);
        var trouble = slice.Body.Trouble;
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await setbacks.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Refused refused when trouble.Refusal is not null:
                return await setbacks.BlockAsync(slice, refused.Message, run);
            // Nothing but the probe was refused: that alone says nothing about the key.
            case WorkizAnswer.Refused:
                return await SettleAsync(slice, run, TroublePolicy.OnProbeRefused(trouble));
            case WorkizAnswer.Transient or WorkizAnswer.Invalid:
                return await setbacks.OpenCircuitAsync(slice, TroublePolicy.OnSilence(trouble), run, answer);
            default:
                return await SettleAsync(slice, Answered(run), TroublePolicy.OnAlive(trouble, witnessNext));
        }
    }

    private async Task<WorkizAnswer?> AskAsync(Slice slice, WorkizCall call)
    {
        var answer = await slice.SendAsync(call);

        // Whoever did not send gives the turn back; an answer of any other kind has closed the circuit.
        if (answer is null || AnswerTable.Of(answer).HostAnswers)
            host.Leave(slice.Account.Id);
        return answer;
    }

    /// <summary>Workiz gives out jobs: whoever was suspected pays.</summary>
    private Task<SliceEnd?> PayAsync(Slice slice, Run run, (Trouble Trouble, IReadOnlyList<Suspect> Charged) outcome) =>
        SettleAsync(slice, setbacks.Charge(slice, run, outcome.Charged), outcome.Trouble);

    private async Task<SliceEnd?> SettleAsync(Slice slice, Run run, Trouble trouble)
    {
        if (trouble.CircuitOpen)
            return await setbacks.OpenCircuitAsync(slice, trouble, run, new WorkizAnswer.Invalid(ReasonOf(slice)));
        await slice.CommitAsync(slice.Body with { Trouble = trouble, Run = trouble.WitnessFailed ? run : run with { Error = null } });
        return null;
    }

    /// <summary>What went wrong before the probe was asked.</summary>
    private static string ReasonOf(Slice slice) =>
        slice.Body.Trouble is { Suspects: [.., var last] } ? last.Reason : slice.Run.Error ?? "the jobs that were asked for were answered badly";

    /// <summary>The page that was asked for in vain is asked for again, and that counts: Workiz answers something else.</summary>
    private static Run Answered(Run run) => run.List is { } list ? run with { List = list with { WorkizAnswers = true } } : run;

    private async Task<SliceEnd?> WaitForHostAsync(Slice slice, TimeSpan wait)
    {
        var reason = host.Reason;
        if (host.IsHopeless(slice.Account.Id))
            return await setbacks.BlockAsync(slice, TroublePolicy.Unreachable(reason), slice.Run);
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
