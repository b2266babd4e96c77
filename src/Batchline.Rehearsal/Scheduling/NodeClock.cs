namespace Batchline.Rehearsal.Scheduling;

/// <summary>
/// The clock of one process: its time is off, its timers fire slightly early, and none fires while the process is stopped or
/// after it has died.
/// </summary>
internal sealed class NodeClock(SimScheduler scheduler, SimNode node, TimeSpan skew) : TimeProvider
{
    private const int MostEarlyMs = 4;

    public override long TimestampFrequency => scheduler.Clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => scheduler.Clock.GetUtcNow() + skew;

    public override long GetTimestamp() => scheduler.Clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new NodeTimer(this, callback, state, dueTime, period);

    private TimeSpan Early(TimeSpan dueTime)
    {
        if (dueTime <= TimeSpan.Zero)
            return dueTime;
        var early = dueTime - TimeSpan.FromMilliseconds(scheduler.Random.NextDouble() * MostEarlyMs);
        return early > TimeSpan.Zero ? early : dueTime;
    }

    private sealed class NodeTimer : ITimer
    {
        private readonly NodeClock _clock;
        private readonly ITimer _inner;
        private readonly TimerCallback _callback;
        private readonly object? _state;

        public NodeTimer(NodeClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
            _inner = clock.Scheduler.Clock.CreateTimer(Fire, null, clock.Early(dueTime), period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _inner.Change(_clock.Early(dueTime), period);

        public void Dispose() => _inner.Dispose();

        public ValueTask DisposeAsync() => _inner.DisposeAsync();

        private void Fire(object? _)
        {
            if (_clock.Node.IsDead)
                return;
            if (_clock.Node.StoppedFor is { } pause && pause > TimeSpan.Zero)
                _inner.Change(pause, Timeout.InfiniteTimeSpan);
            else
                _callback(_state);
        }
    }

    private SimScheduler Scheduler => scheduler;

    private SimNode Node => node;
}
