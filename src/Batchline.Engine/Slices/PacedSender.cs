using Batchline.Engine.Discover;
using Batchline.Engine.Process;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices;

/// <summary>
/// Sends one request of one account at a time: paced, reserved in the head before, and never beyond the lease. From each
/// answer the pace learns; the next write to the head carries what it learned.
/// </summary>
internal sealed class PacedSender(Lease lease, PaceTerms terms, RequestSlots slots, TimeProvider clock)
{
    /// <summary>
    /// Waits for the pace and sends. Null: nothing was sent, because the wait does not fit into
    /// <paramref name="patience"/>, the process stops, or an operator wrote into the head meanwhile.
    /// </summary>
    public async Task<WorkizAnswer?> SendAsync(
        Func<CancellationToken, Task<WorkizAnswer>> request, TimeSpan patience, CancellationToken stop)
    {
        var until = lease.Tick + patience;
        var (control, commands) = (lease.Head.Control, lease.Head.Commands.Count);
        while (true)
        {
            if (!await WaitAsync(until, stop))
                return null;
            await slots.TakeAsync();
            try
            {
                if (await lease.IsUpToDateAsync() && lease.MaySend)
                    return await InFlightAsync(request);
            }
            finally
            {
                slots.Release();
            }
            await lease.RenewAsync();
            if (lease.Head.Control != control || lease.Head.Commands.Count != commands)
                return null;
        }
    }

    /// <summary>False: the wait is too long, or the process stops. A wait longer than half the lease gives the lease back.</summary>
    private async Task<bool> WaitAsync(TimeSpan until, CancellationToken stop)
    {
        // The loop looks at the clock again: a timer may fire some milliseconds early.
        for (var wait = lease.UntilNextSend; wait > TimeSpan.Zero; wait = lease.UntilNextSend)
        {
            if (lease.Tick + wait > until || wait > lease.RenewEvery * 1.5)
                return false;
            try
            {
                await Task.Delay(RoundedUp(wait), clock, stop);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        return !stop.IsCancellationRequested;
    }

    private async Task<WorkizAnswer> InFlightAsync(Func<CancellationToken, Task<WorkizAnswer>> request)
    {
        using var abort = new CancellationTokenSource(lease.UntilDeadline, clock);
        lease.MarkSent();
        var sentAt = lease.StoreNow;
        var answer = request(abort.Token);
        try
        {
            while (true)
            {
                try
                {
                    return Learn(await answer.WaitAsync(lease.RenewIn, clock), sentAt);
                }
                catch (TimeoutException)
                {
                    await lease.RenewAsync();
                    abort.CancelAfter(lease.UntilDeadline);
                }
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            throw new LeaseLostException($"Account {lease.Head.AccountId}: the lease ended while a request was out.");
        }
        finally
        {
            abort.Cancel();
        }
    }

    private WorkizAnswer Learn(WorkizAnswer answer, DateTimeOffset sentAt)
    {
        var pause = TimeSpan.Zero;
        var pace = lease.Pace;
        if (answer is WorkizAnswer.QuotaReached quota)
            (pace, pause) = QuotaLearner.OnRefused(pace, terms, lease.StoreNow, quota.RetryAfter);
        else
            pace = answer is WorkizAnswer.Transient ? QuotaLearner.OnSent(pace, terms, sentAt) : QuotaLearner.OnLetIn(pace, terms, sentAt);
        lease.Learn(pace, Pacer.Interval(terms, pace));
        lease.Defer(pause);
        return answer;
    }

    /// <summary>Task.Delay cuts to whole milliseconds.</summary>
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
