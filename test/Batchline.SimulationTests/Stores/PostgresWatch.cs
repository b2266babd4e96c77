using Batchline.Stores.Postgres.Heads;
using Batchline.Stores.Postgres.Operations;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Accounts;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Statements;
using Npgsql;

namespace Batchline.SimulationTests.Stores;

/// <summary>Reads what changed in a schema, with the store's own readers of rows. Triggers note which rows did.</summary>
internal sealed class PostgresWatch(NpgsqlDataSource source, string schema, Mirror mirror)
{
    private const string TwoPartKey = "account_id || ' ' || uuid";

    private static readonly Dictionary<string, (string Key, string Columns, Func<SqlRow, object> Read)> Tables = new()
    {
        ["accounts"] = ("id", AccountRows.Columns, AccountRows.Read),
        ["operations"] = ("id", OperationRows.Columns, OperationRows.Read),
        ["batch_account_states"] = ("id", StateRows.Columns, StateRows.Read),
        ["batches"] = ("id", BatchRows.Columns, BatchRows.Read),
        ["jobs"] = (TwoPartKey, JobRows.Columns, JobRows.Read),
        ["account_heads"] = ("account_id", HeadRows.Row, row => HeadRows.ReadRow(row) with { WriteId = row.TextOrNull(), Body = HeadRows.ReadBody(row) }),
    };

    private readonly PostgresText _text = new(schema);
    private long _seen;

    public void Begin()
    {
        Execute($"CREATE TABLE {schema}.sim_changes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, key text)");
        foreach (var (table, (key, _, _)) in Tables)
        {
            var (ofNew, ofOld) = (key == TwoPartKey ? "NEW.account_id || ' ' || NEW.uuid" : $"NEW.{key}", key == TwoPartKey ? "OLD.account_id || ' ' || OLD.uuid" : $"OLD.{key}");
            Execute($"""
                CREATE FUNCTION {schema}.sim_note_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO {schema}.sim_changes (name, key) VALUES (TG_TABLE_NAME, CASE WHEN TG_OP = 'DELETE' THEN {ofOld} ELSE {ofNew} END);
                    RETURN NULL;
                END $$
                """);
            Execute($"CREATE TRIGGER sim_note AFTER INSERT OR UPDATE OR DELETE ON {schema}.{table} FOR EACH ROW EXECUTE FUNCTION {schema}.sim_note_{table}()");
        }
    }

    public void Look()
    {
        var changes = Query(
            $"SELECT id, name, key FROM {schema}.sim_changes WHERE id > {_seen} ORDER BY id", row => (Id: row.Long(), Table: row.Text(), Key: row.Text()));
        if (changes.Count == 0)
            return;
        _seen = changes[^1].Id;
        mirror.Put([.. changes.Select(change => (change.Table, change.Key)).Distinct().GroupBy(changed => changed.Table, changed => changed.Key)
            .SelectMany(keys => Read(keys.Key, [.. keys]))]);
    }

    private IEnumerable<(string Table, object Key, object? Value)> Read(string table, List<string> keys)
    {
        var (name, columns, read) = Tables[table];
        var found = Query(
            $"SELECT {name}, {_text.Of(columns)} FROM {schema}.{table} AS h WHERE {name} IN ({string.Join(", ", keys.Select(key => $"'{key}'"))})",
            row => (Key: row.Text(), Value: read(row))).ToDictionary(row => row.Key, row => row.Value);
        return keys.Select(key => (table, (object)key, found.GetValueOrDefault(key)));
    }

    private List<T> Query<T>(string sql, Func<SqlRow, T> read)
    {
        using var command = source.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        var row = new PostgresRow(reader);
        var rows = new List<T>();
        for (; reader.Read(); row.Begin())
            rows.Add(read(row));
        return rows;
    }

    private void Execute(string sql)
    {
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
