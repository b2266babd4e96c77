using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Workiz;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Context;

/// <summary>What a slice does if Workiz refuses or does not answer: wait for the quota, for better answers, or for a person.</summary>
internal sealed partial class FaultHandler(OperationCloser closer, HostCircuit host, IEnumerable<INoticeBoard> boards, ILogger<FaultHandler> log)
{
    /// <summary>Nothing was sent, or the quota is used up: no record pays for that.</summary>
    /// <param name="slice">The slice that sent the request.</param>
    /// <param name="answer">Null: nothing was sent.</param>
    /// <param name="run">The run with the request counted.</param>
    public Task<SliceEnd?> NotNowAsync(Slice slice, WorkizAnswer.QuotaReached? answer, Run run) =>
        answer is null ? Task.FromResult(slice.Waiting()) : QuotaAsync(slice, answer, run);

    /// <summary>A 429: the account sends nothing for a while.</summary>
    private async Task<SliceEnd?> QuotaAsync(Slice slice, WorkizAnswer.QuotaReached answer, Run run)
    {
        var trouble = TroublePolicy.OnQuota(slice.Body.Trouble, slice.Now);
        run = run with { Counters = run.Counters with { RateLimited = run.Counters.RateLimited + 1 } };
        if (TroublePolicy.Hopeless(trouble, answer.Message) is { } reason)
            return await BlockAsync(slice, reason, run);
        await slice.CommitAsync(slice.Body with { Run = run, Trouble = trouble });
        LogQuota(log, slice.Account.Id, slice.Lease.Sending.UntilNext);
        return new SliceEnd(slice.Lease.Sending.UntilNext, WaitingReason.Quota);
    }

    /// <summary>The circuit is open: the account waits, longer each time, before it asks what is wrong.</summary>
    /// <param name="slice">The slice that sent the request.</param>
    /// <param name="trouble">What is remembered from now on.</param>
    /// <param name="run">The run with the request counted.</param>
    /// <param name="answer">The bad answer.</param>
    public async Task<SliceEnd?> OpenCircuitAsync(Slice slice, Trouble trouble, Run run, WorkizAnswer answer)
    {
        var message = AnswerTable.MessageOf(answer);
        if (TroublePolicy.Hopeless(trouble, message) is { } reason)
            return await BlockAsync(slice, reason, run);
        if (!AnswerTable.Of(answer).HostAnswers)
            host.Failed(slice.Account.Id, message);
        slice.Lease.Sending.Defer(TroublePolicy.WaitOf(trouble));
        await slice.CommitAsync(slice.Body with { Trouble = trouble with { Since = trouble.Since ?? slice.Now }, Run = run with { Error = message } });
        LogUpstream(log, slice.Account.Id, slice.Lease.Sending.UntilNext, message);
        return new SliceEnd(slice.Lease.Sending.UntilNext, slice.TroubleReason);
    }

    /// <summary>Nothing is sent until a person acts. The jobs stay pending.</summary>
    /// <param name="slice">The slice that found the reason.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="run">The run with the request counted.</param>
    public async Task<SliceEnd?> BlockAsync(Slice slice, string reason, Run run)
    {
        var now = slice.Now;
        var blocked = run with { Status = AccountStateStatus.Blocked, Error = reason, BlockedAt = now };

        // Before the block is written, so that a crash in between cannot lose the notice. Its delivery checks that the account really is blocked.
        await AnnounceAsync(slice, now);
        await slice.CommitAsync(slice.DraftWithState(slice.Body with { Run = blocked, Blocked = reason, Trouble = TroublePolicy.Fresh(slice.Body.Trouble), KeyCheck = null }));
        LogBlocked(log, slice.Account.Id, reason);
        await slice.Lease.SureAsync(cancellationToken => closer.AdvanceAsync(blocked.OperationId, cancellationToken));

        // Do not end the slice: a new key may have been set in the meantime.
        return null;
    }

    private async Task AnnounceAsync(Slice slice, DateTimeOffset since)
    {
        foreach (var board in boards)
            await slice.Lease.SureAsync(cancellationToken => board.AccountBlockedAsync(slice.Account.Id, since, cancellationToken));
    }

    /// <summary>Each suspect pays an attempt. Then it rests, or, after too many attempts, fails.</summary>
    public Run Charge(Slice slice, Run run, IReadOnlyList<Suspect> charged)
    {
        var after = Outcomes.Charge(run, charged);
        foreach (var suspect in charged.Where(suspect => run.Open?.Remaining.Contains(suspect.Job) == true))
        {
            if (after.Open?.Attempts.GetValueOrDefault(suspect.Job) is > 0 and var attempts)
            {
                slice.RestLater(suspect.Job, TroublePolicy.Backoff(attempts));
                continue;
            }
            slice.Jobs++;
            LogFailed(log, suspect.Job, suspect.Reason);
        }
        return after;
    }
}
