using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Commits several callers' writes as one transaction in which the failure of one does not touch the others.</summary>
internal sealed class WriteGroup(SqlSession session, StoreHealth health)
{
    private readonly DatabaseFile _file = new(session);

    public void Commit(IReadOnlyList<WriteItem> items)
    {
        if (items.Count == 0)
            return;
        try
        {
            // Savepoints cost every write something; failures are rare. So: all without, and only then each with its own.
            if (!TryTogether(items))
                OneByOne(items);
        }
        catch (Exception exception)
        {
            try
            {
                Rollback();
            }
            finally
            {
                Fail(items, exception);
            }
        }
    }

    private void Fail(IReadOnlyList<WriteItem> items, Exception exception)
    {
        var seen = SqliteErrors.Translate(exception, health);
        foreach (var item in items)
            item.Fail(seen);
    }

    private bool TryTogether(IReadOnlyList<WriteItem> items)
    {
        Begin();
        try
        {
            foreach (var item in items)
                item.Run(session);
        }
        catch (Exception exception) when (items.Count > 1 && !SqliteErrors.ConcernsAll(exception))
        {
            Rollback();
            return false;
        }

        End(items);
        return true;
    }

    private void OneByOne(IReadOnlyList<WriteItem> items)
    {
        var done = new List<WriteItem>(items.Count);
        Begin();
        foreach (var item in items)
        {
            session.Execute("SAVEPOINT item");
            try
            {
                item.Run(session);
                done.Add(item);
            }
            catch (Exception exception) when (!SqliteErrors.ConcernsAll(exception))
            {
                session.Execute("ROLLBACK TO item");
                item.Fail(SqliteErrors.Translate(exception, health));
            }

            session.Execute("RELEASE item");
        }

        End(done);
    }

    private void Begin()
    {
        Rollback();
        _file.EnsureInPlace();
        session.Execute("BEGIN IMMEDIATE");
    }

    private void End(IReadOnlyList<WriteItem> items)
    {
        session.Execute("COMMIT");

        // What went to a file that is gone is not acknowledged.
        _file.EnsureInPlace();
        foreach (var item in items)
            item.Complete();
    }

    /// <summary>After some errors SQLite has ended the transaction by itself.</summary>
    private void Rollback()
    {
        if (session.IsInTransaction)
            session.Execute("ROLLBACK");
    }
}
