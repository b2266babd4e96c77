namespace Batchline.Stores.Rules;

/// <summary>
/// Processes whatever is queued as one group, while the next group gathers. It runs as long as something is queued, on the
/// scheduler of the caller that started it. That caller waits only for its own group.
/// </summary>
/// <param name="most">The most items in one group.</param>
/// <param name="run">Processes a group. It throws nothing: errors are the answers of the items.</param>
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
            (_closed, work) = (true, _work);
        await work;
    }

    private async Task WorkAsync()
    {
        // The caller still holds the lock.
        await Task.Yield();
        while (Next() is { Count: > 0 } group)
            await run(group);
    }

    /// <summary>An empty group ends the work; the next caller starts it again.</summary>
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
