using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Batchline.Engine.Process;
using Batchline.Engine.Record;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices;

/// <summary>What a slice does when Workiz will not: wait for the quota, wait for better times, or wait for a person.</summary>
internal sealed partial class Setbacks(OperationCloser closer, HostCircuit host, ILogger<Setbacks> log)
{
    /// <summary>What any request may come to whatever it asked for. No job pays for it.</summary>
    /// <param name="slice">The slice that sent the request.</param>
    /// <param name="answer">Null: nothing was sent.</param>
    /// <param name="run">The run with the request counted.</param>
    public async Task<SliceEnd?> NotNowAsync(Slice slice, WorkizAnswer? answer, Run run)
    {
        switch (answer)
        {
            case null:
                return slice.Waiting();
            case WorkizAnswer.QuotaReached:
                return await QuotaAsync(slice, run);
            case WorkizAnswer.Refused refused:
                await slice.CommitAsync(slice.Body with { Run = run, Faults = FaultPolicy.OnRefused(slice.Body.Faults, refused.Message) });
                return null;
            default:
                throw new InvalidOperationException($"An answer to what was asked: {answer.GetType().Name}.");
        }
    }

    /// <summary>429: the account is silent for a while.</summary>
    private async Task<SliceEnd?> QuotaAsync(Slice slice, Run run)
    {
        await slice.CommitAsync(slice.With(run with
        {
            Counters = run.Counters with { RateLimited = run.Counters.RateLimited + 1 },
        }));
        LogQuota(log, slice.Account.Id, slice.Lease.UntilNextSend);
        return new SliceEnd(slice.Lease.UntilNextSend, WaitingReason.Quota);
    }

    /// <summary>The circuit is open: the account waits, longer each time, before it probes.</summary>
    public async Task<SliceEnd?> OpenCircuitAsync(Slice slice, Faults faults, Run run, string message)
    {
        host.Failed(slice.Account.Id);
        slice.Lease.Defer(FaultPolicy.ProbeDelay(faults));
        await slice.CommitAsync(slice.Body with { Faults = faults, Run = run with { Error = message } });
        LogUpstream(log, slice.Account.Id, slice.Lease.UntilNextSend, message);
        return new SliceEnd(slice.Lease.UntilNextSend, slice.Trouble);
    }

    /// <summary>The token is refused for certain: nothing is sent until a person acts. The jobs stay pending.</summary>
    public Task<SliceEnd?> BlockAsync(Slice slice, string reason) => BlockAsync(slice, reason, slice.Called(slice.Run));

    /// <param name="run">The run with the request counted.</param>
    public async Task<SliceEnd?> BlockAsync(Slice slice, string reason, Run run)
    {
        var blocked = run with { Status = AccountStateStatus.Blocked, Error = reason, BlockedAt = slice.Now };
        await slice.CommitAsync(slice.PartsWithState(slice.Body with { Run = blocked, Blocked = reason, Faults = new Faults(), KeyCheck = null }));
        LogBlocked(log, slice.Account.Id, reason);
        await slice.Lease.SureAsync(cancellationToken => closer.AdvanceAsync(blocked.OperationId, cancellationToken));

        // Whoever gave the account a new key meanwhile is heard before it rests.
        return null;
    }

    /// <summary>Each suspect pays an attempt: it rests, or with too many it fails.</summary>
    public Run Charge(Slice slice, Run run, IReadOnlyList<Suspect> charged)
    {
        var after = Outcomes.Charge(run, charged);
        foreach (var suspect in charged.Where(suspect => run.Open?.Remaining.Contains(suspect.Job) == true))
        {
            if (after.Open?.Attempts.GetValueOrDefault(suspect.Job) is > 0 and var attempts)
                slice.RestLater(suspect.Job, FaultPolicy.Backoff(attempts));
            else
                LogFailed(log, suspect.Job, suspect.Reason);
        }
        return after;
    }
}
