using System.Threading.Channels;
using Batchline.Engine.Record;

namespace Batchline.Stores.Sqlite;

/// <summary>
/// The one writer of a process. It takes whatever is queued and commits it as one transaction: while a group waits
/// for the disk the next one gathers, so the disk is asked once a group and not once a caller.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MaxGroup = 512;

    private readonly Channel<WriteItem> _queue =
        Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(4 * MaxGroup) { SingleReader = true });

    private readonly WriteGroup _group;
    private readonly SqlSession _session;
    private readonly Task _loop;

    public Writer(SqlSession session, StoreHealth health)
    {
        _session = session;
        _group = new WriteGroup(session, health);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Ends when the write is committed. A cancelled call may have been carried out.</summary>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> write, CancellationToken cancellationToken)
    {
        var item = new WriteItemOf<T>(write, cancellationToken);
        await _queue.Writer.WriteAsync(item, cancellationToken);
        return await item.Answer.WaitAsync(cancellationToken);
    }

    /// <summary>Carries out what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task RunAsync()
    {
        var items = new List<WriteItem>(MaxGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            items.Clear();
            while (items.Count < MaxGroup && _queue.Reader.TryRead(out var item))
            {
                if (!item.IsCancelled)
                    items.Add(item);
            }

            _group.Commit(items);
        }
    }
}
