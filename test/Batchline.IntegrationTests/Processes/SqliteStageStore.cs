using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Processes;

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

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-store-");

    public IEnumerable<(string Key, string Value)> Settings => [("Store:DataDirectory", _directory.FullName)];

    /// <summary>A process that died is known to be dead.</summary>
    public TimeSpan TakenOverWithin(TimeSpan lease) => TimeSpan.Zero;

    public Task<StoredPositions> PositionsAsync()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Directory.GetFiles(_directory.FullName, "*.db").Single(),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Select;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long, long)>();
        while (reader.Read())
            rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return Task.FromResult(new StoredPositions(rows));
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
