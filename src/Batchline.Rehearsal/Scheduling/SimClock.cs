namespace Batchline.Rehearsal.Scheduling;

/// <summary>Virtual time: it stands still as long as anything can run, and then jumps to the next timer.</summary>
internal sealed class SimClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<SimTimer, (long At, long Order)> _timers = new();
    private readonly DateTimeOffset _start = start;
    private DateTimeOffset _now = start;
    private long _order;

    public TimeSpan Elapsed => _now - _start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires the timers of the next moment; false if there are none.</summary>
    public bool AdvanceToNext()
    {
        var fired = false;
        while (_timers.TryPeek(out var timer, out var key))
        {
            if (timer.IsScheduled(key.Order) && fired && key.At > _now.UtcTicks)
                return true;
            _timers.Dequeue();
            if (!timer.IsScheduled(key.Order))
                continue;
            if (key.At > _now.UtcTicks)
                _now = new DateTimeOffset(key.At, TimeSpan.Zero);
            timer.Fire();
            fired = true;
        }
        return fired;
    }

    internal long Schedule(SimTimer timer, TimeSpan dueTime)
    {
        _timers.Enqueue(timer, ((_now + dueTime).UtcTicks, ++_order));
        return _order;
    }
}
