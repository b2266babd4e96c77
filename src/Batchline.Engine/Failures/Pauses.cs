namespace Batchline.Engine.Failures;

/// <summary>Pauses of loops.</summary>
internal static class Pauses
{
    /// <summary>Ends after the pause, or when it is called off: whoever waits looks at what is so then.</summary>
    public static async Task PauseAsync(this TimeProvider clock, TimeSpan pause, CancellationToken over)
    {
        try
        {
            // Task.Delay cuts to whole milliseconds: a loop that waits for less would turn without a pause.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), clock, over);
        }
        catch (OperationCanceledException)
        {
            // Called off.
        }
    }
}
