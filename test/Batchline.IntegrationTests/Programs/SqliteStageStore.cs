using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Programs;

/// <summary>
/// A file, read beside the process that has it open: a reader that is alone would repair after a kill what the
/// program has to.
/// </summary>
public sealed class SqliteStageStore : IStageStore
{
    private const string Select = """
        SELECT 'head ' || accountId, fence, seq FROM accountHeads
        UNION ALL SELECT 'job ' || accountId || ' ' || UUID, fence, seq FROM jobs
        """;

    private const int LongestWriteSeconds = 2;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-store-");

    public IEnumerable<(string Key, string Value)> Settings => [("Store:DataDirectory", _directory.FullName)];

    /// <summary>A process that died is known to be dead.</summary>
    public TimeSpan TakenOverWithin(TimeSpan lease) => TimeSpan.Zero;

    public Task<StoredPositions> PositionsAsync()
    {
        using var connection = Open(SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = Select;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long, long)>();
        while (reader.Read())
            rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return Task.FromResult(new StoredPositions(rows));
    }

    public Task<bool> IsWritableAsync()
    {
        using var connection = Open(SqliteOpenMode.ReadWrite);
        connection.DefaultTimeout = LongestWriteSeconds;
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            return Task.FromResult(true);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            return Task.FromResult(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Directory.GetFiles(_directory.FullName, "*.db").Single(),
            Mode = mode,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }
}
