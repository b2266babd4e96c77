namespace Batchline.Stores.Rules;

/// <summary>
/// Takes whatever is queued as one group: while one is at work the next one gathers. It works as long as something is queued,
/// on the scheduler of the caller who woke it; that caller does not wait for more than its own group.
/// </summary>
/// <param name="most">Items in one group.</param>
/// <param name="run">Does a group's work and throws nothing: what goes wrong is the answer of the items.</param>
internal sealed class GroupQueue<T>(int most, Func<List<T>, Task> run) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _waiting = new();
    private Task _work = Task.CompletedTask;
    private bool _works;
    private bool _closed;

    public void Add(T item)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Enqueue(item);
            if (_works)
                return;
            _works = true;

            // The work may outlive the request that woke it and must not count as a part of it.
            using var apart = ExecutionContext.SuppressFlow();
            _work = WorkAsync();
        }
    }

    /// <summary>Does what is queued, and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_lock)
            (_closed, work) = (true, _work);
        await work;
    }

    private async Task WorkAsync()
    {
        // The caller holds the lock.
        await Task.Yield();
        while (Next() is { Count: > 0 } group)
            await run(group);
    }

    /// <summary>None: the work ends, and the next caller wakes it again.</summary>
    private List<T> Next()
    {
        var group = new List<T>();
        lock (_lock)
        {
            while (group.Count < most && _waiting.TryDequeue(out var next))
                group.Add(next);
            _works = group.Count > 0;
        }

        return group;
    }
}
