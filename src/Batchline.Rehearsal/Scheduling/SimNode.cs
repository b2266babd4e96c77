namespace Batchline.Rehearsal.Scheduling;

/// <summary>One process: it may stop for a while, and it may die at any await.</summary>
internal sealed class SimNode(string name, SimScheduler scheduler)
{
    // Continuations run where the kill happens: asynchronous ones would leave the scheduler for the thread pool.
    private readonly TaskCompletionSource _death = new();
    private TimeSpan _stoppedUntil;

    public string Name => name;

    public bool IsDead => Killed.IsCancellationRequested;

    /// <summary>Cancelled at death: what the process had in flight is cut at the remote's side.</summary>
    public CancellationTokenSource Killed { get; } = new();

    public TimeSpan? StoppedFor => _stoppedUntil > scheduler.Clock.Elapsed ? _stoppedUntil - scheduler.Clock.Elapsed : null;

    public void Stop(TimeSpan pause) => _stoppedUntil = scheduler.Clock.Elapsed + pause;

    public void Kill()
    {
        Killed.Cancel();
        _death.TrySetResult();
    }

    /// <summary>What a client waits for: the answer, or that nobody is there any more (null).</summary>
    public async Task<T?> AnswerAsync<T>(Task<T> call)
        where T : class
    {
        await Task.WhenAny(call, _death.Task);
        return call.IsCompleted ? await call : null;
    }

    /// <summary>Whatever a process does next, it does alive and running.</summary>
    public async Task GateAsync()
    {
        while (true)
        {
            // Each its own: one that all shared would keep every dead process alive in memory.
            if (IsDead)
                await new TaskCompletionSource().Task;
            if (StoppedFor is not { } pause)
                return;

            // Task.Delay cuts to whole milliseconds.
            await Task.Delay(pause + TimeSpan.FromMilliseconds(1), scheduler.Clock);
        }
    }
}
