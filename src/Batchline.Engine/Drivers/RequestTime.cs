namespace Batchline.Engine.Drivers;

/// <summary>The time that one request may work.</summary>
public sealed class RequestTime(TimeProvider clock, TimeSpan budget)
{
    /// <summary>Time after the budget for work that ends with it. Then the answer is sent, even if the store is still busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly long _started = clock.GetTimestamp();

    /// <summary>Never negative.</summary>
    public TimeSpan Left => LeftOf(budget);

    /// <summary>Waits until the work ends, but never past the answer.</summary>
    /// <returns>False: it has not ended. It continues as long as the process may; what it cannot record is done again.</returns>
    public async Task<bool> EndsAsync(Task work)
    {
        try
        {
            await work.WaitAsync(LeftOf(budget + Grace), clock);
            return true;
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            return false;
        }
    }

    private TimeSpan LeftOf(TimeSpan time) => clock.GetElapsedTime(_started) is var passed && passed < time ? time - passed : TimeSpan.Zero;
}
