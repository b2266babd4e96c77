using System.Collections.Concurrent;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Connections for reading. In WAL mode, readers and the writer do not wait for each other.</summary>
internal sealed class ReadPool(Func<SqlSession> open) : IDisposable
{
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private volatile bool _closed;

    /// <exception cref="OperationCanceledException">The token was cancelled, and the statement is stopped.</exception>
    public T Read<T>(Func<SqlSession, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var session = _idle.TryTake(out var idle) ? idle : open();
        try
        {
            session.StopWith(cancellationToken);
            return read(session);
        }
        finally
        {
            GiveBack(session);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    private void GiveBack(SqlSession session)
    {
        session.StopWith(CancellationToken.None);
        try
        {
            // Any statement of a read may be stopped, including the end of its transaction.
            if (session.IsInTransaction)
                session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The read has already reported the error. The next one opens a new connection.
            session.Dispose();
            return;
        }

        _idle.Add(session);
        if (_closed)
            Dispose();
    }
}
