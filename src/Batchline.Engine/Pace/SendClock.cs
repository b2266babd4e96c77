namespace Batchline.Engine.Pace;

/// <summary>
/// When the next request of one account may leave. Each moment is reserved in the head before it comes, with a window in which
/// the request must leave. Times are this node's monotonic clock, counted from the beginning of the lease.
/// </summary>
internal sealed class SendClock(TimeProvider clock, long origin, LearnedPace pace)
{
    /// <summary>A request leaves within this time after its earliest moment, or its moment is reserved again. It grows with a slow store.</summary>
    public static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    private TimeSpan _leastWindow = ShortestWindow;
    private TimeSpan _window = ShortestWindow;
    private TimeSpan _windowEnd = TimeSpan.MinValue;
    private TimeSpan _next;
    private TimeSpan _sentAt = TimeSpan.MinValue;
    private bool _timed;

    /// <summary>For delays and time-outs.</summary>
    public TimeProvider Provider => clock;

    public TimeSpan Now => clock.GetElapsedTime(origin);

    /// <summary>What is known of the quota; the next write to the head stores it.</summary>
    public LearnedPace Pace { get; private set; } = pace;

    /// <summary>Between two requests.</summary>
    public TimeSpan Interval { get; private set; }

    public TimeSpan UntilNext => _next > Now ? _next - Now : TimeSpan.Zero;

    /// <summary>What a write reserves beyond <see cref="UntilNext"/>.</summary>
    public TimeSpan Reserve => _window + Interval;

    /// <summary>The reserved moment has come, and its window is still open.</summary>
    public bool IsDue => Now >= _next && IsOpen;

    public bool IsOpen => Now <= _windowEnd;

    /// <summary>The first moment, before the first reservation.</summary>
    public void Begin(TimeSpan next, TimeSpan interval) => (_next, Interval) = (next, interval);

    /// <summary>A write reserved the moment <paramref name="wait"/> after <paramref name="sent"/>, when it went out to the store.</summary>
    /// <param name="longestWindow">The window grows to this at most.</param>
    public void Reserved(TimeSpan sent, TimeSpan wait, TimeSpan longestWindow)
    {
        _windowEnd = sent + wait + _window;

        // With a store slower than the window, every reservation would have to be made again, forever.
        _window = Now - sent < _window / 2 ? _leastWindow : Shorter(_window * 2, longestWindow);
    }

    /// <summary>A connection took longer to open than the window is: the next reservations get a longer one.</summary>
    public void Widen(TimeSpan longestWindow)
    {
        if (IsOpen)
            return;
        _leastWindow = Shorter(_leastWindow * 2, longestWindow);
        _window = _window > _leastWindow ? _window : _leastWindow;
    }

    /// <summary>A request left at that moment.</summary>
    public void MarkSent(TimeSpan at)
    {
        _sentAt = at;
        _timed = false;
        _next = at + Interval;
    }

    /// <summary>The time since the last request left, once; null before the first.</summary>
    public TimeSpan? TakeBusyTime()
    {
        var busy = _timed || _sentAt == TimeSpan.MinValue ? (TimeSpan?)null : Now - _sentAt;
        _timed = true;
        return busy;
    }

    /// <summary>What an answer taught; a longer interval counts from the request that was answered.</summary>
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
