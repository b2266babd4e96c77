namespace Batchline.Hosting;

/// <summary>The time that one request may work.</summary>
internal sealed class Countdown(TimeProvider clock, TimeSpan budget)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Never negative.</summary>
    public TimeSpan Left => clock.GetElapsedTime(_started) is var passed && passed < budget ? budget - passed : TimeSpan.Zero;
}
