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
            var task = work();
            for (turns.Take(); !task.IsCompleted; turns.Take())
                clock.Advance(Step);
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
