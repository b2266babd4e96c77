using Batchline.Engine.Record;

namespace Batchline.Stores.Sqlite;

/// <summary>
/// The one writer of a process. It takes whatever is queued and commits it as one transaction: while a group waits
/// for the disk the next one gathers, so the disk is asked once a group and not once a caller. It works as long as
/// something is queued, on the scheduler of the caller who woke it; that caller does not wait for more than its own group.
/// </summary>
internal sealed class Writer(SqlSession session, StoreHealth health) : IAsyncDisposable
{
    private const int MaxGroup = 512;

    private readonly Lock _lock = new();
    private readonly Queue<WriteItem> _queue = new();
    private readonly WriteGroup _group = new(session, health);
    private Task _work = Task.CompletedTask;
    private bool _works;
    private bool _closed;

    /// <summary>Ends when the write is committed. A cancelled call may have been carried out.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> write, CancellationToken cancellationToken)
    {
        var item = new WriteItemOf<T>(write, cancellationToken);

        // Task.WaitAsync would go on in the thread pool, whatever the caller's scheduler is.
        using var cancelling = cancellationToken.UnsafeRegister(static item => ((WriteItemOf<T>)item!).Cancel(), item);
        Enqueue(item);
        return await item.Answer;
    }

    private void Enqueue(WriteItem item)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _queue.Enqueue(item);
            if (_works)
                return;
            _works = true;

            // The work may outlive the request that woke it and must not count as a part of it.
            using var apart = ExecutionContext.SuppressFlow();
            _work = WorkAsync();
        }
    }

    /// <summary>Carries out what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _closed = true;
        await _work;
        session.Dispose();
    }

    private async Task WorkAsync()
    {
        await Task.Yield();
        while (Next() is { Count: > 0 } items)
        {
            try
            {
                _group.Commit(items);
            }
            catch (Exception exception)
            {
                // Nothing may end the work while somebody waits for it.
                foreach (var item in items)
                    item.Fail(exception);
            }
        }
    }

    /// <summary>None: the work ends, and the next caller wakes it again.</summary>
    private List<WriteItem> Next()
    {
        var items = new List<WriteItem>();
        lock (_lock)
        {
            while (items.Count < MaxGroup && _queue.TryDequeue(out var item))
            {
                if (!item.IsCancelled)
                    items.Add(item);
            }

            _works = items.Count > 0;
        }

        return items;
    }
}
