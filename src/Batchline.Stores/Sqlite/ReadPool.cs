using System.Collections.Concurrent;

namespace Batchline.Stores.Sqlite;

/// <summary>Connections for reading, off the writer: in WAL mode readers and the writer do not wait for each other.</summary>
internal sealed class ReadPool(Func<SqlSession> open) : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private volatile bool _closed;

    public T Read<T>(Func<SqlSession, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var session = _idle.TryTake(out var idle) ? idle : open();
        try
        {
            return read(session);
        }
        finally
        {
            _idle.Add(session);
            if (_closed)
                Dispose();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }
}
