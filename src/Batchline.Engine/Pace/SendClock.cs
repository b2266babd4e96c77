namespace Batchline.Engine.Pace;

/// <summary>
/// When the next request of an account may leave. Each time is reserved in the head in advance, with a window in which
/// the request must leave. Times are by this node's monotonic clock, from the beginning of the lease.
/// </summary>
internal sealed class SendClock(TimeProvider clock, long origin, LearnedPace pace)
{
    /// <summary>A request leaves within this time after its reserved time, or a new one is reserved. The window grows if the store is slow.</summary>
    public static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    private TimeSpan _leastWindow = ShortestWindow;
    private TimeSpan _window = ShortestWindow;
    private TimeSpan _windowEnd = TimeSpan.MinValue;
    private TimeSpan _next;
    private TimeSpan _sentAt = TimeSpan.MinValue;
    private bool _timed;

    /// <summary>For delays and timeouts.</summary>
    public TimeProvider Provider => clock;

    public TimeSpan Now => clock.GetElapsedTime(origin);

    /// <summary>What is known about the quota; the next write of the head stores it.</summary>
    public LearnedPace Pace { get; private set; } = pace;

    /// <summary>Between two requests.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>From one call to the next, as of late; null while a quota is probed with a shorter interval than will last.</summary>
    public TimeSpan? PerCall => Pace.ProbeStep > 0 ? null : Interval > Pace.CallTime ? Interval : Pace.CallTime;

    public TimeSpan UntilNext => _next > Now ? _next - Now : TimeSpan.Zero;

    /// <summary>What a write reserves beyond <see cref="UntilNext"/>.</summary>
    public TimeSpan Reserve => _window + Interval;

    /// <summary>The window of the reserved time is not over.</summary>
    public bool IsOpen => Now <= _windowEnd;

    /// <summary>Sets the first time, before the first reservation.</summary>
    public void Begin(TimeSpan next, TimeSpan interval) => (_next, Interval) = (next, interval);

    /// <summary>A write that was sent to the store at <paramref name="sent"/> reserved the time <paramref name="wait"/> after that.</summary>
    /// <param name="longestWindow">The limit to which the window may grow.</param>
    public void Reserved(TimeSpan sent, TimeSpan wait, TimeSpan longestWindow)
    {
        _windowEnd = sent + wait + _window;

        // If the store is slower than the window, every reservation would have to be made again, forever.
        _window = Now - sent < _window / 2 ? _leastWindow : Shorter(_window * 2, longestWindow);
    }

    /// <summary>A connection took longer to open than the window lasts: the next reservations get a longer one.</summary>
    public void Widen(TimeSpan longestWindow)
    {
        if (IsOpen)
            return;
        _leastWindow = Shorter(_leastWindow * 2, longestWindow);
        _window = _window > _leastWindow ? _window : _leastWindow;
    }

    /// <summary>A request left at that time.</summary>
    public void MarkSent(TimeSpan at)
    {
        _sentAt = at;
        _timed = false;
        _next = at + Interval;
    }

    /// <summary>The time since the last request left, once per request; null before the first.</summary>
    public TimeSpan? TakeBusyTime()
    {
        var busy = _timed || _sentAt == TimeSpan.MinValue ? (TimeSpan?)null : Now - _sentAt;
        _timed = true;
        return busy;
    }

    /// <summary>Takes over what an answer taught. A longer interval counts from the request that was answered.</summary>
    public void Learn(LearnedPace pace, TimeSpan interval)
    {
        (Pace, Interval) = (pace, interval);
        if (_sentAt + interval > _next)
            _next = _sentAt + interval;
    }

    /// <summary>No request leaves for this long.</summary>
    public void Defer(TimeSpan pause)
    {
        if (Now + pause > _next)
            _next = Now + pause;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
