using Batchline.Engine.Failures;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// The one writer of a process. It commits whatever is queued as one transaction: while a group waits for the disk the next
/// one gathers, so the disk is asked once a group and not once a caller.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MaxGroup = 512;

    private readonly SqlSession _session;
    private readonly WriteGroup _group;
    private readonly GroupQueue<WriteItem> _queue;

    public Writer(SqlSession session, StoreHealth health)
    {
        _session = session;
        _group = new WriteGroup(session, health);
        _queue = new GroupQueue<WriteItem>(MaxGroup, CommitAsync);
    }

    /// <summary>Ends when the write is committed. A cancelled call may have been carried out.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> write, CancellationToken cancellationToken)
    {
        var item = new WriteItemOf<T>(write, cancellationToken);

        // Task.WaitAsync would go on in the thread pool, whatever the caller's scheduler is.
        using var cancelling = cancellationToken.UnsafeRegister(static item => ((WriteItemOf<T>)item!).Cancel(), item);
        _queue.Add(item);
        return await item.Answer;
    }

    /// <summary>Carries out what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _session.Dispose();
    }

    private Task CommitAsync(List<WriteItem> items)
    {
        try
        {
            items.RemoveAll(item => item.IsCancelled);
            _group.Commit(items);
        }
        catch (Exception exception)
        {
            // Nothing may end the work while somebody waits for it.
            foreach (var item in items)
                item.Fail(exception);
        }

        return Task.CompletedTask;
    }
}
