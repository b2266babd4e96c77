namespace Batchline.IntegrationTests.Simulator;

/// <summary>Stands still until it is moved.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private long ticks = new DateTime(2025, 6, 1, 12, 0, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
