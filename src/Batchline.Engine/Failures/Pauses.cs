namespace Batchline.Engine.Failures;

/// <summary>Pauses between the rounds of a loop.</summary>
internal static class Pauses
{
    /// <summary>Returns after the pause, or when <paramref name="over"/> is canceled.</summary>
    public static async Task PauseAsync(this TimeProvider clock, TimeSpan pause, CancellationToken over)
    {
        try
        {
            // Task.Delay cuts off fractions of a millisecond: a loop that waits for less than one would spin.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), clock, over);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at the token.
        }
    }
}
