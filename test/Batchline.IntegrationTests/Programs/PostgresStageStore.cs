using Batchline.IntegrationTests.PostgresServers;
using Npgsql;

namespace Batchline.IntegrationTests.Programs;

/// <summary>A database of its own; what tells the program where it is are <c>DATABASE_URL</c> and the encryption key alone.</summary>
public sealed class PostgresStageStore : IStageStore
{
    private const string Select = """
        SELECT 'head ' || account_id, fence, seq FROM batchline.account_heads
        UNION ALL SELECT 'job ' || account_id || ' ' || uuid, fence, seq FROM batchline.jobs
        """;

    private readonly PostgresDatabase? _database;
    private readonly string _uri;
    private readonly NpgsqlDataSource _source;

    public PostgresStageStore()
        : this(PostgresServer.CreateDatabaseAsync().GetAwaiter().GetResult())
    {
    }

    /// <param name="seenByTests">The address of an empty database.</param>
    /// <param name="seenByProgram">The address that the program gets, if it goes another way.</param>
    public PostgresStageStore(string seenByTests, string? seenByProgram = null)
    {
        _uri = seenByProgram ?? seenByTests;
        _source = NpgsqlDataSource.Create(PostgresUri.ConnectionString(seenByTests) + ";Pooling=false");
    }

    private PostgresStageStore(PostgresDatabase database)
        : this(database.Uri) => _database = database;

    /// <summary>The database past the program. Nothing is pooled: whatever breaks the program's connections breaks none of these later.</summary>
    public NpgsqlDataSource Source => _source;

    public IEnumerable<(string Key, string Value)> Settings =>
    [
        ("DATABASE_URL", _uri),
        ("Security:EncryptionKey", "c2l4dGVlbiBhbmQgc2l4dGVlbiBhcmUgdGhpcnR5MiE="),
    ];

    public TimeSpan TakenOverWithin(TimeSpan lease) => lease;

    public async Task<StoredPositions> PositionsAsync()
    {
        await using var command = _source.CreateCommand(Select);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, long, long)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return new StoredPositions(rows);
    }

    /// <summary>What a stopped process has locked is one account's at most, and not for long.</summary>
    public Task<bool> IsWritableAsync() => Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
