using Batchline.Stores.Sql.Accounts;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Heads;
using Batchline.Stores.Sqlite.Operations;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.SimulationTests.Stores;

/// <summary>Reads what changed in a database made from the template, with the store's own readers of rows.</summary>
internal sealed class SqliteWatch(SqlSession session, Mirror mirror)
{
    private const string Changed = "SELECT id, name, row FROM simChanges WHERE id > @id ORDER BY id";

    private static readonly Dictionary<string, (string Columns, Func<SqlRow, object> Read)> Tables = new()
    {
        ["accounts"] = (AccountRows.Columns, AccountRows.Read),
        ["operations"] = (OperationRows.Columns, OperationRows.Read),
        ["batchAccountStates"] = (StateRows.Columns, StateRows.Read),
        ["batches"] = (BatchRows.Columns, BatchRows.Read),
        ["jobs"] = (JobRows.Columns, JobRows.Read),
        ["accountHeads"] = ($"{HeadRows.Columns}, body", HeadRows.Read),
    };

    private long _seen;

    public void Look()
    {
        var changes = session.Query(Changed, row => (Id: row.Long(), Table: row.Text(), Row: row.Long()), _seen);
        if (changes.Count == 0)
            return;
        _seen = changes[^1].Id;
        var rows = changes.Select(change => (change.Table, change.Row)).Distinct().Select(changed => (changed.Table, (object)changed.Row, Value: Read(changed.Table, changed.Row)));
        mirror.Put([.. rows]);
    }

    private object? Read(string table, long row)
    {
        var (columns, read) = Tables[table];
        return session.First($"SELECT {columns} FROM {table} WHERE rowid = @row", read, row);
    }
}
