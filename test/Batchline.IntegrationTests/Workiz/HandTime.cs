using System.Collections.Concurrent;

namespace Batchline.IntegrationTests.Workiz;

/// <summary>A clock whose timers fire when the test says so.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly ConcurrentDictionary<HandTimer, TimeSpan> timers = new();

    /// <summary>What the running timers were set to.</summary>
    public IReadOnlyList<TimeSpan> Running => [.. timers.Values];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Fire()
    {
        foreach (var timer in timers.Keys)
            timer.Fire();
    }

    private sealed class HandTimer(HandTime time, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return time.timers.TryRemove(this, out _);
            time.timers[this] = dueTime;
            return true;
        }

        public void Dispose() => time.timers.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
