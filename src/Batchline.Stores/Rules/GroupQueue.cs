namespace Batchline.Stores.Rules;

/// <summary>
/// Processes whatever is queued as one group, while the next group gathers. A group waits for company until the first of its items
/// needs its answer. The queue works as long as something is in it, on the scheduler of the caller that started it. That caller
/// waits only for its own group.
/// </summary>
/// <param name="most">The most items in one group.</param>
/// <param name="clock">Tells when an item needs its answer.</param>
/// <param name="run">Processes a group. It throws nothing: errors are the answers of the items.</param>
internal sealed class GroupQueue<T>(int most, TimeProvider clock, Func<List<T>, Task> run) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _waiting = new();
    private readonly long _origin = clock.GetTimestamp();
    private Task _work = Task.CompletedTask;
    private TimeSpan _neededAt = TimeSpan.MaxValue;
    private TaskCompletionSource? _needed;
    private ITimer? _timer;
    private bool _works;
    private bool _closed;

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <param name="item">What to process.</param>
    /// <param name="patience">How long it may wait for others; zero: it needs its answer now.</param>
    public void Add(T item, TimeSpan patience)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Enqueue(item);
            var neededAt = patience > TimeSpan.Zero ? Now + patience : TimeSpan.Zero;
            var isFirst = neededAt < _neededAt;
            if (isFirst)
                _neededAt = neededAt;
            if (_works)
            {
                if (isFirst || _waiting.Count >= most)
                    _needed?.TrySetResult();
                return;
            }

            _works = true;

            // The work may outlive the request that started it, and must not be traced as a part of it.
            using var apart = ExecutionContext.SuppressFlow();
            _work = WorkAsync();
        }
    }

    /// <summary>Processes what is queued, and accepts nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_lock)
        {
            (_closed, work) = (true, _work);
            _needed?.TrySetResult();
        }

        await work;
        if (_timer is not null)
            await _timer.DisposeAsync();
    }

    private async Task WorkAsync()
    {
        // The caller still holds the lock.
        await Task.Yield();
        while (await NextAsync() is { Count: > 0 } group)
            await run(group);
    }

    /// <summary>An empty group ends the work; the next caller starts it again.</summary>
    private async Task<List<T>> NextAsync()
    {
        // In a loop, because a timer may fire some milliseconds early.
        while (UntilNeeded() is { } needed)
            await needed;
        return Take();
    }

    /// <summary>Null: a group is needed now, is full, or is empty.</summary>
    private Task? UntilNeeded()
    {
        lock (_lock)
        {
            var left = _neededAt - Now;
            if (_closed || left <= TimeSpan.Zero || _waiting.Count == 0 || _waiting.Count >= most)
                return null;
            _needed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _timer ??= clock.CreateTimer(_ => Hurry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            // A timer cuts off fractions of a millisecond.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            return _needed.Task;
        }
    }

    private void Hurry()
    {
        lock (_lock)
            _needed?.TrySetResult();
    }

    private List<T> Take()
    {
        var group = new List<T>();
        lock (_lock)
        {
            while (group.Count < most && _waiting.TryDequeue(out var next))
                group.Add(next);
            _works = group.Count > 0;

            // Whatever did not fit into a full group has waited long enough.
            _neededAt = _waiting.Count > 0 ? TimeSpan.Zero : TimeSpan.MaxValue;
        }

        return group;
    }
}
