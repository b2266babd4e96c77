using Batchline.Engine.Faults;
using Batchline.Engine.Leases;
using Batchline.Engine.Pace;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Sending;

/// <summary>
/// Sends one request of one account at a time: paced, reserved in the head before, and never beyond the lease. From each
/// answer the pace learns; the next write to the head carries what it learned.
/// </summary>
internal sealed class PacedSender(Lease lease, PaceTerms terms, WorkizAccess workiz)
{
    private readonly TimeProvider _clock = workiz.Clock;

    public IWorkizApi Api => workiz.Api;

    /// <summary>In trouble with all accounts: nobody sends but for one probe.</summary>
    public bool HostIsDown => workiz.Host.IsOpen;

    /// <summary>Nothing is sent although it is this account's turn to find out whether Workiz answers again.</summary>
    public void LeaveTurn() => workiz.Host.Leave(lease.Head.AccountId);

    /// <summary>What was learned belongs to the key.</summary>
    public void Forget() => lease.Learn(new LearnedPace(), Pacer.Interval(terms, new LearnedPace()));

    /// <summary>
    /// Waits for the pace and sends. Null: nothing was sent, because the wait does not fit into
    /// <paramref name="patience"/>, the process stops, or an operator wrote into the head meanwhile.
    /// </summary>
    /// <param name="answerBy">On the lease's clock: a request without its answer by then is aborted.</param>
    /// <exception cref="OutOfTimeException">It was aborted.</exception>
    public async Task<WorkizAnswer?> SendAsync(
        Func<Func<bool>, CancellationToken, Task<WorkizAnswer>> request, TimeSpan patience, TimeSpan answerBy, CancellationToken stop)
    {
        if (lease.TakeBusyTime() is { } busy)
            lease.Learn(Speed.After(lease.Pace, busy), lease.Interval);
        var until = lease.Tick + patience;
        var (control, commands) = (lease.Head.Control, lease.Head.Commands.Count);
        while (true)
        {
            if (!await WaitAsync(until, stop))
                return null;
            if (!await workiz.Slots.TryTakeAsync(until - lease.Tick, _clock))
                return null;
            try
            {
                if (lease.MaySend && await InFlightAsync(request, answerBy) is var answer and not WorkizAnswer.NotSent)
                    return answer;
            }
            finally
            {
                workiz.Slots.Release();
            }
            if (lease.Tick > until)
                return null;
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
                await Task.Delay(RoundedUp(wait), _clock, stop);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        return !stop.IsCancellationRequested;
    }

    private async Task<WorkizAnswer> InFlightAsync(Func<Func<bool>, CancellationToken, Task<WorkizAnswer>> request, TimeSpan answerBy)
    {
        using var abort = new CancellationTokenSource(Least(lease.UntilDeadline, answerBy - lease.Tick), _clock);
        var (begun, begunAt) = (lease.Tick, lease.StoreNow);
        var departure = new Departure(lease);
        var answer = request(departure.Leave, abort.Token);
        departure.Begun();
        try
        {
            while (true)
            {
                try
                {
                    return Heard(await answer.WaitAsync(lease.RenewIn, _clock), departure, begunAt);
                }
                catch (TimeoutException)
                {
                    await lease.RenewAsync();
                    abort.CancelAfter(Least(lease.UntilDeadline, answerBy - lease.Tick));
                }
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested && answerBy - lease.Tick < lease.UntilDeadline)
        {
            // Sent it was, and Workiz may notice later than we do that nobody listens any more.
            departure.Over();
            lease.Learn(QuotaLearner.OnSent(lease.Pace, terms, begunAt), lease.Interval);
            lease.Defer(lease.Interval);
            throw new OutOfTimeException(lease.Tick - begun);
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

    private WorkizAnswer Heard(WorkizAnswer answer, Departure departure, DateTimeOffset begunAt)
    {
        if (answer is WorkizAnswer.NotSent)
        {
            lease.WidenWindow();
            return answer;
        }
        departure.Over();
        return Learn(answer, begunAt);
    }

    private WorkizAnswer Learn(WorkizAnswer answer, DateTimeOffset sentAt)
    {
        var pause = TimeSpan.Zero;
        var pace = lease.Pace;
        if (AnswerTable.Of(answer).HostAnswers)
            workiz.Host.Answered();
        else
            workiz.Host.Unanswered(lease.Head.AccountId, AnswerTable.MessageOf(answer));
        if (answer is WorkizAnswer.QuotaReached quota)
            (pace, pause) = QuotaLearner.OnRefused(pace, terms, lease.StoreNow, quota.RetryAfter);
        else
            pace = !AnswerTable.Of(answer).HostAnswers ? QuotaLearner.OnSent(pace, terms, sentAt) : QuotaLearner.OnLetIn(pace, terms, sentAt);
        lease.Learn(pace, Pacer.Interval(terms, pace));
        lease.Defer(pause);
        return answer;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) =>
        TimeSpan.FromTicks(Math.Max(0, Math.Min(one.Ticks, other.Ticks)));

    /// <summary>Task.Delay cuts to whole milliseconds.</summary>
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
