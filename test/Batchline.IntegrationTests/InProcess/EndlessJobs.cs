using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.InProcess;

/// <summary>Puts a view without an end into the place of the table of jobs; the table comes back with the disposal.</summary>
internal sealed class EndlessJobs : IDisposable
{
    private readonly SqliteConnection _connection;

    public EndlessJobs(string directory)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(directory, "batchline.db")};Pooling=False");
        _connection.Open();

        // Like this, renaming leaves triggers and other views as they are written.
        Execute("PRAGMA legacy_alter_table = ON");
        var columns = Columns();
        Execute($"""
            BEGIN;
            ALTER TABLE jobs RENAME TO keptJobs;
            CREATE VIEW jobs ({columns}) AS
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                SELECT {string.Join(", ", columns.Split(", ").Select(_ => "i"))} FROM n;
            COMMIT;
            """);
    }

    public void Dispose()
    {
        Execute("BEGIN; DROP VIEW jobs; ALTER TABLE keptJobs RENAME TO jobs; COMMIT;");
        _connection.Dispose();
    }

    private string Columns()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name, ', ') FROM pragma_table_info('jobs')";
        return (string)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
