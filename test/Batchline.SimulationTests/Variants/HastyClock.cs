namespace Batchline.SimulationTests.Variants;

/// <summary>A clock on which no wait takes any time.</summary>
internal sealed class HastyClock(TimeProvider inner) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, TimeSpan.Zero, period);
}
