namespace Batchline.Rehearsal.Scheduling;

/// <summary>One process, which may stop for a while and may die at any await.</summary>
internal sealed class SimNode(string name, SimScheduler scheduler)
{
    // Continuations run where the kill happens: asynchronous ones would leave the scheduler for the thread pool.
    private readonly TaskCompletionSource _death = new();
    private TimeSpan _stoppedUntil;

    public string Name => name;

    public bool IsDead => Killed.IsCancellationRequested;

    /// <summary>Canceled at death: the remote side cuts what the process had in flight.</summary>
    public CancellationTokenSource Killed { get; } = new();

    public TimeSpan? StoppedFor => _stoppedUntil > scheduler.Clock.Elapsed ? _stoppedUntil - scheduler.Clock.Elapsed : null;

    public void Stop(TimeSpan pause) => _stoppedUntil = scheduler.Clock.Elapsed + pause;

    public void Kill()
    {
        Killed.Cancel();
        _death.TrySetResult();
    }

    /// <summary>What a client waits for: the answer, or null once the process is dead.</summary>
    public async Task<T?> AnswerAsync<T>(Task<T> call)
        where T : class
    {
        await Task.WhenAny(call, _death.Task);
        return call.IsCompleted ? await call : null;
    }

    /// <summary>Lets a process continue only while it is alive and running.</summary>
    public async Task GateAsync()
    {
        while (true)
        {
            // A new one each time: a shared one would keep every dead process in memory.
            if (IsDead)
                await new TaskCompletionSource().Task;
            if (StoppedFor is not { } pause)
                return;

            // Task.Delay cuts off fractions of a millisecond.
            await Task.Delay(pause + TimeSpan.FromMilliseconds(1), scheduler.Clock);
        }
    }
}
