namespace Batchline.Rehearsal.Scheduling;

/// <summary>A one-shot timer of the virtual clock.</summary>
internal sealed class SimTimer(SimClock clock, TimerCallback callback, object? state) : ITimer
{
    private long _scheduled = -1;

    public bool IsScheduled(long order) => order == _scheduled;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            throw new NotSupportedException("The engine uses one-shot timers.");
        _scheduled = dueTime == Timeout.InfiniteTimeSpan ? -1 : clock.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        _scheduled = -1;
        var before = SynchronizationContext.Current;

        // Without a context, the continuation is posted to the scheduler instead of running inside the timer.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            callback(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public void Dispose() => _scheduled = -1;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
