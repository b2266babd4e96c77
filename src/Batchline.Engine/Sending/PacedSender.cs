using Batchline.Engine.Faults;
using Batchline.Engine.Leases;
using Batchline.Engine.Pace;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Sending;

/// <summary>
/// Sends an account's requests one at a time: paced, reserved in the head in advance, and never beyond the lease. The pace
/// learns from each answer, and the next write of the head stores what it learned.
/// </summary>
internal sealed class PacedSender(Lease lease, PaceTerms terms, WorkizAccess workiz)
{
    private readonly TimeProvider _clock = lease.Sending.Provider;

    /// <summary>The host's circuit is open: only one account at a time may send.</summary>
    public bool HostIsDown => workiz.Host.IsOpen;

    /// <summary>Gives up this account's turn to test the host without sending anything.</summary>
    public void LeaveTurn() => workiz.Host.Leave(lease.Head.AccountId);

    /// <summary>Forgets what was learned, because it belongs to the key.</summary>
    public void Forget() => lease.Sending.Learn(new LearnedPace(), Pacer.Interval(terms, new LearnedPace()));

    /// <summary>
    /// Waits for the pace and sends. Null: nothing was sent, because the wait does not fit into <paramref name="patience"/>, the
    /// process is stopping, or an operator wrote into the head.
    /// </summary>
    /// <param name="answerBy">On the lease's clock: a request without an answer by then is aborted.</param>
    /// <exception cref="OutOfTimeException">It was aborted.</exception>
    public async Task<WorkizAnswer?> SendAsync(
        Func<Func<bool>, CancellationToken, Task<WorkizAnswer>> request, TimeSpan patience, TimeSpan answerBy, CancellationToken stop)
    {
        if (lease.Sending.TakeBusyTime() is { } busy)
            lease.Sending.Learn(Speed.After(lease.Sending.Pace, busy), lease.Sending.Interval);
        var until = lease.Sending.Now + patience;
        var (control, commands) = (lease.Head.Control, lease.Head.Commands.Count);
        while (true)
        {
            if (!await WaitAsync(until, stop))
                return null;
            if (!await workiz.Slots.TryTakeAsync(until - lease.Sending.Now, _clock))
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
            if (lease.Sending.Now > until)
                return null;
            await lease.RenewAsync();
            if (lease.Head.Control != control || lease.Head.Commands.Count != commands)
                return null;
        }
    }

    /// <summary>False: the process is stopping, or the wait is too long. A wait longer than half the lease gives the lease back.</summary>
    private async Task<bool> WaitAsync(TimeSpan until, CancellationToken stop)
    {
        // In a loop, because a timer may fire some milliseconds early.
        for (var wait = lease.Sending.UntilNext; wait > TimeSpan.Zero; wait = lease.Sending.UntilNext)
        {
            if (lease.Sending.Now + wait > until || wait > lease.RenewEvery * 1.5)
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
        using var abort = new CancellationTokenSource(Least(lease.UntilDeadline, answerBy - lease.Sending.Now), _clock);
        var (begun, begunAt) = (lease.Sending.Now, lease.StoreNow);
        var departure = new Departure(lease);
        var answer = request(departure.Leave, abort.Token);
        departure.Begun();
        try
        {
            while (true)
            {
                try
                {
                    return Received(await answer.WaitAsync(lease.RenewIn, _clock), departure, begunAt);
                }
                catch (TimeoutException)
                {
                    await lease.RenewAsync();
                    abort.CancelAfter(Least(lease.UntilDeadline, answerBy - lease.Sending.Now));
                }
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested && answerBy - lease.Sending.Now < lease.UntilDeadline)
        {
            // It was sent. Workiz may not notice at once that the connection was closed.
            departure.Over();
            lease.Sending.Learn(QuotaLearner.OnSent(lease.Sending.Pace, terms, begunAt), lease.Sending.Interval);
            lease.Sending.Defer(lease.Sending.Interval);
            throw new OutOfTimeException(lease.Sending.Now - begun);
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

    /// <summary>Sends a request that <see cref="SendAsync"/> lets through: counted, timed, and traced.</summary>
    public async Task<(WorkizAnswer Answer, TimeSpan Took)> AskAsync(
        WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken)
    {
        using var activity = workiz.Instruments.Call(call);
        var begun = lease.Sending.Now;
        var answer = await workiz.Api.SendAsync(token, call, leave, cancellationToken);
        var took = lease.Sending.Now - begun;
        workiz.Instruments.Called(call, answer, took, activity);
        return (answer, took);
    }

    private WorkizAnswer Received(WorkizAnswer answer, Departure departure, DateTimeOffset begunAt)
    {
        if (answer is WorkizAnswer.NotSent)
        {
            lease.Sending.Widen(lease.RenewEvery);
            return answer;
        }
        departure.Over();
        return Learn(answer, begunAt);
    }

    private WorkizAnswer Learn(WorkizAnswer answer, DateTimeOffset sentAt)
    {
        var pause = TimeSpan.Zero;
        var pace = lease.Sending.Pace;
        if (AnswerTable.Of(answer).HostAnswers)
            workiz.Host.Answered();
        else
            workiz.Host.Unanswered(lease.Head.AccountId, AnswerTable.MessageOf(answer));
        if (answer is WorkizAnswer.QuotaReached quota)
            (pace, pause) = QuotaLearner.OnRefused(pace, terms, lease.StoreNow, quota.RetryAfter);
        else
            pace = !AnswerTable.Of(answer).HostAnswers ? QuotaLearner.OnSent(pace, terms, sentAt) : QuotaLearner.OnLetIn(pace, terms, sentAt);
        lease.Sending.Learn(pace, Pacer.Interval(terms, pace));
        lease.Sending.Defer(pause);
        return answer;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) =>
        TimeSpan.FromTicks(Math.Max(0, Math.Min(one.Ticks, other.Ticks)));

    // Task.Delay cuts off fractions of a millisecond.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
