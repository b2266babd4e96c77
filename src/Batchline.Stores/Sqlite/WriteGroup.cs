using Batchline.Engine.Record;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite;

/// <summary>Commits several callers' writes as one transaction in which the failure of one does not touch the others.</summary>
internal sealed class WriteGroup(SqlSession session, StoreHealth health)
{
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
        if (SqliteErrors.Refusal(exception) is var (because, todo))
            health.Refused(because, todo);
        foreach (var item in items)
            item.Fail(SqliteErrors.Translate(exception));
    }

    private bool TryTogether(IReadOnlyList<WriteItem> items)
    {
        Begin();
        try
        {
            foreach (var item in items)
                item.Run(session);
        }
        catch (Exception exception) when (items.Count > 1 && !IsUnavailable(exception))
        {
            Rollback();
            return false;
        }

        session.Execute("COMMIT");
        foreach (var item in items)
            item.Complete();
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
            catch (Exception exception) when (!IsUnavailable(exception))
            {
                session.Execute("ROLLBACK TO item");
                item.Fail(exception);
            }

            session.Execute("RELEASE item");
        }

        session.Execute("COMMIT");
        foreach (var item in done)
            item.Complete();
    }

    private void Begin()
    {
        Rollback();
        session.Execute("BEGIN IMMEDIATE");
    }

    /// <summary>After some errors SQLite has ended the transaction by itself.</summary>
    private void Rollback()
    {
        if (session.IsInTransaction)
            session.Execute("ROLLBACK");
    }

    private static bool IsUnavailable(Exception exception) =>
        exception is SqliteException sqlite && SqliteErrors.IsUnavailable(sqlite);
}
