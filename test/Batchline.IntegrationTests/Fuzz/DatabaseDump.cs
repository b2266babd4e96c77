using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>Every row of the tables that callers can see.</summary>
internal sealed class DatabaseDump
{
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["accounts"] = "SELECT * FROM accounts",
        ["operations"] = "SELECT * FROM operations",
        ["batches"] = "SELECT * FROM batches",
        ["batchAccountStates"] = "SELECT * FROM batchAccountStates",
        ["jobs"] = "SELECT * FROM jobs",
    };

    private readonly HashSet<string> _rows = [];

    public static DatabaseDump Of(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var dump = new DatabaseDump();
        foreach (var (table, sql) in Tables)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                dump._rows.Add($"{table}: {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(field => $"{reader.GetName(field)}={reader.GetValue(field)}"))}");
        }

        return dump;
    }

    /// <summary>"" when nothing is different.</summary>
    public string Difference(DatabaseDump before) => string.Join(
        '\n', before._rows.Except(_rows).Select(row => "- " + row).Concat(_rows.Except(before._rows).Select(row => "+ " + row)));
}
