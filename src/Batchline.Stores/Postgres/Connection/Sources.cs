using Npgsql;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>
/// The connections. The first of them finds out whether a pooler stands between that gives each transaction another session: then
/// nothing is prepared, and nobody can listen.
/// </summary>
internal sealed class Sources(PostgresStoreOptions options) : IAsyncDisposable
{
    private const int StatementsPrepared = 200;
    private const string EachTime = "SET plan_cache_mode = force_custom_plan";
    private readonly NpgsqlDataSource _plain = NpgsqlDataSource.Create(ConnectionSettings.Of(options.ConnectionString, options.MaxConnections));
    private readonly Lazy<NpgsqlDataSource> _prepared = new(() => Prepared(options));
    private readonly Lock _lock = new();
    private Task<bool>? _isDirect;

    /// <summary>Server and database without user and password, for messages.</summary>
    public string Place { get; } = PlaceOf(options);

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var source = await IsDirectAsync().WaitAsync(cancellationToken) ? _prepared.Value : _plain;
        return await source.OpenConnectionAsync(cancellationToken);
    }

    /// <summary>One that nobody else uses before or after.</summary>
    public async Task<NpgsqlConnection> OpenOwnAsync(CancellationToken cancellationToken)
    {
        var settings = ConnectionSettings.Of(options.ConnectionString, options.MaxConnections);
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a connection is a session of the server's.</summary>
    public Task<bool> IsDirectAsync()
    {
        lock (_lock)
        {
            if (_isDirect is null or { IsCompleted: true, IsCompletedSuccessfully: false })
                _isDirect = AskAsync();
            return _isDirect;
        }
    }

    /// <summary>Open ones are closed when they come back, for example because they lead to a server that has become read-only.</summary>
    public void Renew()
    {
        _plain.Clear();
        if (_prepared.IsValueCreated)
            _prepared.Value.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync();
        if (_prepared.IsValueCreated)
            await _prepared.Value.DisposeAsync();
    }

    private async Task<bool> AskAsync()
    {
        await using var connection = await _plain.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return connection.ProcessID == (int?)await command.ExecuteScalarAsync();
    }

    private static NpgsqlDataSource Prepared(PostgresStoreOptions options)
    {
        var settings = ConnectionSettings.Of(options.ConnectionString, options.MaxConnections);
        settings.MaxAutoPrepare = StatementsPrepared;
        settings.AutoPrepareMinUsages = 2;
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        source.UsePhysicalConnectionInitializer(PlanAnew, PlanAnewAsync);
        return source.Build();
    }

    /// <summary>
    /// A plan that is kept is made for the tables as they were. In a new database, they were empty, and every look at a job would go on
    /// reading all jobs of its account until PostgreSQL analyzes the table.
    /// </summary>
    private static void PlanAnew(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(EachTime, connection);
        command.ExecuteNonQuery();
    }

    private static async Task PlanAnewAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(EachTime, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string PlaceOf(PostgresStoreOptions options)
    {
        var settings = ConnectionSettings.Of(options.ConnectionString, options.MaxConnections);
        return $"{settings.Host}:{settings.Port}, database {settings.Database ?? settings.Username}, schema {options.Schema}";
    }
}
