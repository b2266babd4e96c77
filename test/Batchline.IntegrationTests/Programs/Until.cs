using System.Diagnostics;

namespace Batchline.IntegrationTests.Programs;

/// <summary>Waits for what another process brings about.</summary>
internal static class Until
{
    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <param name="what">What was waited for, for the message.</param>
    /// <returns>How long it took.</returns>
    public static Task<TimeSpan> TrueAsync(Func<bool> condition, string what, Func<string>? details = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, details);

    /// <param name="patience">Longer than usual, for what is slow by itself.</param>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, string what, Func<string>? details = null, TimeSpan? patience = null)
    {
        var longest = patience ?? Usually;
        var begun = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > longest)
                throw new TimeoutException($"Not within {longest.TotalSeconds} s: {what}. {details?.Invoke()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        return Stopwatch.GetElapsedTime(begun);
    }
}
