namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>A node whose clock is wrong; its seconds are as long as everybody's.</summary>
internal sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
