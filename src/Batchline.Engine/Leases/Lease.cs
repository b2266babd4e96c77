using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.Engine.Pace;
using Batchline.Engine.Telemetry;

namespace Batchline.Engine.Leases;

/// <summary>
/// The right to work on one account, and the only way a slice writes. Every write renews the lease and reserves the
/// next request before it is sent. Times are this node's monotonic clock; of the store's clock only durations count.
/// </summary>
internal sealed class Lease
{
    /// <summary>A request leaves within this time behind its earliest moment, or the reservation is made again. It grows with a slow store.</summary>
    public static readonly TimeSpan SendWindow = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Later than this after an operator has written into the head one request may leave at the most: who promises that to a
    /// person waits so long before the answer.
    /// </summary>
    public static readonly TimeSpan HeardWithin = TimeSpan.FromMilliseconds(200);

    /// <summary>Kept free before the lease ends, so that an abort has time to take effect.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SlowestRetry = TimeSpan.FromSeconds(1);

    private readonly IHeadStore _heads;
    private readonly TimeProvider _clock;
    private readonly IdGenerator _ids;
    private readonly Instruments _instruments;
    private readonly TimeSpan _duration;
    private readonly LeaderTerm? _term;
    private readonly long _origin;
    private readonly HeldOutcomes _held = new();
    private TimeSpan _leastWindow = SendWindow;
    private TimeSpan _window = SendWindow;
    private TimeSpan _deadline;
    private TimeSpan _nextSend;
    private TimeSpan _sentAt = TimeSpan.MinValue;
    private bool _timed;
    private TimeSpan _windowEnd = TimeSpan.MinValue;
    private TimeSpan _readAt;
    private TimeSpan _committedAt;

    public Lease(
        IHeadStore heads, TimeProvider clock, IdGenerator ids, Instruments instruments, HeadView head, long sentAt, TimeSpan duration, LeaderTerm? term)
    {
        _heads = heads;
        _clock = clock;
        _ids = ids;
        _instruments = instruments;
        _duration = duration;
        _term = term;
        _origin = sentAt;
        _deadline = duration - Guard;
        _readAt = Tick;
        _nextSend = _readAt + head.Wait;
        Head = head;
        Pace = head.Body.Pace;
    }

    public HeadView Head { get; private set; }

    /// <summary>What is known of the quota; the next write stores it.</summary>
    public LearnedPace Pace { get; private set; }

    /// <summary>The head's body with the outcomes that are not written yet.</summary>
    public HeadBody Body => _held.Body ?? Head.Body;

    /// <summary>The distance between two requests.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>Requests follow each other with hardly a pause between.</summary>
    public bool Unpaced => Interval < HeldOutcomes.Longest;

    /// <summary>The store's clock, as far as this node can tell.</summary>
    public DateTimeOffset StoreNow => Head.StoreNow + (Tick - _readAt);

    /// <summary>This node's monotonic clock.</summary>
    public TimeSpan Tick => _clock.GetElapsedTime(_origin);

    public TimeSpan RenewEvery => _duration / 3;

    /// <summary>How long a request may be out before the lease is renewed.</summary>
    public TimeSpan RenewIn => _held.Body is null ? RenewEvery : HeldFor;

    public TimeSpan UntilNextSend => NotNegative(_nextSend - Tick);

    /// <summary>How long a request may still stay out.</summary>
    public TimeSpan UntilDeadline => NotNegative(Shorter(_deadline - Tick, UntilTermEnds));

    /// <summary>A request may be begun now: it is paced, and may leave.</summary>
    public bool MaySend => Tick >= _nextSend && MayLeave;

    /// <summary>A request that was begun may leave: operators are heard, it is reserved, and lease and term last long enough to be renewed.</summary>
    public bool MayLeave => IsHeard && Tick <= _windowEnd && _deadline - Tick > RenewEvery && UntilTermEnds > SendWindow;

    /// <summary>
    /// False: outcomes have waited long enough, or what operators want was read too long ago for another request without a
    /// checkpoint. Behind a checkpoint one may always leave, however slow the store is.
    /// </summary>
    private bool IsHeard => _held.Body is null || (HeldFor > TimeSpan.Zero && Tick - _committedAt < HeardWithin);

    /// <summary>
    /// Sets the pace at the start of a slice. After a holder that did not give the lease back one interval is silent:
    /// its last request may have left at any moment. A stored wait is cut to what it was when it was written (it is
    /// longer only after the store's clock was set back) and to <paramref name="longestWait"/>.
    /// </summary>
    public void SetPace(TimeSpan interval, TimeSpan longestWait)
    {
        Interval = interval;
        var wait = Shorter(Head.Wait, Shorter(Head.Body.WaitWritten ?? longestWait, longestWait));
        _nextSend = _readAt + (Head.TakenOver ? Longer(wait, interval) : wait);
    }

    /// <summary>The time since the last request left, once; null before the first.</summary>
    public TimeSpan? TakeBusyTime()
    {
        var busy = _timed || _sentAt == TimeSpan.MinValue ? (TimeSpan?)null : Tick - _sentAt;
        _timed = true;
        return busy;
    }

    /// <summary>A request left at that moment of <see cref="Tick"/>.</summary>
    public void MarkSent(TimeSpan at)
    {
        _sentAt = at;
        _timed = false;
        _nextSend = at + Interval;
    }

    /// <summary>If a connection took longer to open than the window is, the next reservations are made for a longer one.</summary>
    public void WidenWindow()
    {
        if (Tick <= _windowEnd)
            return;
        _leastWindow = Shorter(_leastWindow * 2, RenewEvery);
        _window = Longer(_window, _leastWindow);
    }

    /// <summary>What an answer taught; a longer interval counts from the request that was answered.</summary>
    public void Learn(LearnedPace pace, TimeSpan interval)
    {
        (Pace, Interval) = (pace, interval);
        if (_sentAt + interval > _nextSend)
            _nextSend = _sentAt + interval;
    }

    /// <summary>No request leaves for this long.</summary>
    public void Defer(TimeSpan pause)
    {
        if (Tick + pause > _nextSend)
            _nextSend = Tick + pause;
    }

    /// <summary>Writes a checkpoint and keeps the lease. The account is due when that ends, should this process die.</summary>
    /// <exception cref="LeaseLostException">The lease is over; nothing of the checkpoint counts.</exception>
    public Task CommitAsync(Checkpoint parts) => WriteAsync(parts, _duration, _window + Interval, _duration);

    /// <summary>Writes a checkpoint of outcomes, at once or, where the next request may leave without a pause, within a moment.</summary>
    public Task CommitSoonAsync(Checkpoint parts)
    {
        if (!Unpaced || UntilNextSend > TimeSpan.Zero)
            return CommitAsync(parts);
        _held.Add(parts, Tick);
        return HeldFor > TimeSpan.Zero ? Task.CompletedTask : RenewAsync();
    }

    /// <summary>Writes the outcomes that wait.</summary>
    public Task FlushAsync() => _held.Body is null ? Task.CompletedTask : RenewAsync();

    /// <summary>Writes a last checkpoint and gives the lease back, with the exact rest of the wait.</summary>
    public Task GiveBackAsync(Checkpoint parts, TimeSpan? dueIn) => WriteAsync(parts, TimeSpan.Zero, TimeSpan.Zero, dueIn);

    /// <summary>Renews the lease and the reservation, and reads what operators want.</summary>
    public Task RenewAsync() => CommitAsync(Checkpoint.Of(Head.AccountId, Body));

    /// <summary>As below, with a first call that was begun before.</summary>
    public Task<T> SureAsync<T>(Task<T>? begun, Func<CancellationToken, Task<T>> call) => SureAsync(cancellationToken =>
    {
        var first = begun;
        begun = null;
        return first ?? call(cancellationToken);
    });

    /// <summary>Repeats a store call while the store does not answer and the lease lasts. For reads and idempotent writes.</summary>
    public async Task<T> SureAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        for (var pause = FirstRetry; ; pause = pause * 2 < SlowestRetry ? pause * 2 : SlowestRetry)
        {
            try
            {
                return await call(CancellationToken.None);
            }
            catch (StoreUnavailableException) when (UntilDeadline > TimeSpan.Zero)
            {
                await Task.Delay(pause, _clock, CancellationToken.None);
            }
        }
    }

    private async Task WriteAsync(Checkpoint parts, TimeSpan lease, TimeSpan reserve, TimeSpan? dueIn)
    {
        // Taken before the first try: the store may have applied that one although its acknowledgement was lost.
        var sent = Tick;
        var wait = UntilNextSend;
        var checkpoint = _held.Before(parts) with
        {
            Head = parts.Head with
            {
                Body = parts.Head.Body with { Pace = Pace, WaitWritten = wait + reserve },
                Fence = Head.Fence,
                Seq = Head.Seq,
                WriteId = _ids.Next(),
                Lease = lease,
                Wait = wait,
                Reserve = reserve,
                DueIn = dueIn,
                SeenCommands = [.. Head.Commands.Select(command => command.Id)],
                SeenControl = Head.Control,
            },
        };
        var head = await SureAsync(cancellationToken => _heads.CommitAsync(checkpoint, cancellationToken));
        if (head is null)
            throw new LeaseLostException($"Account {Head.AccountId}: fence {Head.Fence} was overtaken.");
        _instruments.Committed(Head.Body, checkpoint, Tick - sent);
        _held.Clear();
        Head = head;
        _readAt = Tick;
        _committedAt = sent;
        _deadline = sent + lease - Guard;
        _windowEnd = sent + wait + _window;

        // A store that takes longer than the window would have every reservation made again for ever.
        _window = _readAt - sent < _window / 2 ? _leastWindow : Shorter(_window * 2, RenewEvery);
    }

    private TimeSpan UntilTermEnds => _term?.Left ?? TimeSpan.MaxValue;

    private TimeSpan HeldFor => NotNegative(_held.Left(Tick));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan NotNegative(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;
}
