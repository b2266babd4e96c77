using Microsoft.Extensions.Time.Testing;

namespace Batchline.UnitTests.Engine;

/// <summary>Lets fake time pass in small steps, so that everything that is due on the way happens at its own moment.</summary>
internal static class TimeSteps
{
    /// <summary>What has not happened by then never will.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static void Pass(this FakeTimeProvider clock, TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Step)
            clock.Advance(left < Step ? left : Step);
    }

    /// <summary>Time passes until the condition holds, at most <see cref="Longest"/>.</summary>
    public static void PassUntil(this FakeTimeProvider clock, Func<bool> condition) => PassUntil(clock, condition, Step);

    /// <summary>Time passes until the work is done, in longer steps, where what happens on the way may be a little late.</summary>
    public static Task<T> PassUntilDone<T>(this FakeTimeProvider clock, Task<T> work, TimeSpan step)
    {
        PassUntil(clock, () => work.IsCompleted, step);
        return work;
    }

    private static void PassUntil(FakeTimeProvider clock, Func<bool> condition, TimeSpan step)
    {
        var end = clock.GetUtcNow() + Longest;
        while (!condition())
        {
            if (clock.GetUtcNow() > end)
                throw new TimeoutException($"{Longest} of fake time have passed.");
            clock.Advance(step);
        }
    }

    /// <summary>Time passes until the work is done.</summary>
    public static Task<T> PassUntilDone<T>(this FakeTimeProvider clock, Task<T> work)
    {
        clock.PassUntil(() => work.IsCompleted);
        return work;
    }

    public static Task PassUntilDone(this FakeTimeProvider clock, Task work)
    {
        clock.PassUntil(() => work.IsCompleted);
        return work;
    }
}
