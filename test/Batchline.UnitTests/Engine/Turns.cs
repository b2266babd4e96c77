using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.UnitTests.Engine;

/// <summary>
/// Fake time for work that is cancelled: what awaits a cancelled task goes on elsewhere otherwise, while fake time runs away
/// from it. Here everything goes on in the test's thread, before time does.
/// </summary>
internal sealed class Turns : SynchronizationContext
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public static T PassUntilDone<T>(FakeTimeProvider clock, Func<Task<T>> work)
    {
        var (before, turns) = (Current, new Turns());
        SetSynchronizationContext(turns);
        try
        {
            var (task, end) = (work(), clock.GetUtcNow() + TimeSteps.Longest);
            for (turns.Take(); !task.IsCompleted && clock.GetUtcNow() < end; turns.Take())
                clock.Advance(Step);
            if (!task.IsCompleted)
                throw new TimeoutException($"{TimeSteps.Longest} of fake time have passed.");
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void Take()
    {
        while (_posted.TryDequeue(out var next))
            next.Callback(next.State);
    }
}
