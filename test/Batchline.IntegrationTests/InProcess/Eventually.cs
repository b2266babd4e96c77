
namespace Batchline.IntegrationTests.InProcess;

/// <summary>Waits for something that another process or thread is to bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is as wanted.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
                return answer;
            if (clock.GetElapsedTime(started) > Deadline)
                throw new TimeoutException($"It did not come about in {Deadline}; the last answer was: {answer}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
