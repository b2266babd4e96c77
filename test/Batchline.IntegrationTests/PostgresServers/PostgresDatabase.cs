using Npgsql;

namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>An empty database of a test's own, dropped with whatever is still connected to it.</summary>
internal sealed class PostgresDatabase(string name) : IAsyncDisposable
{
    private readonly Lazy<NpgsqlDataSource> _source = new(() => NpgsqlDataSource.Create(PostgresUri.ConnectionString(PostgresUri.WithDatabase(PostgresServer.Uri, name))));

    public string Name => name;

    public string Uri { get; } = PostgresUri.WithDatabase(PostgresServer.Uri, name);

    /// <summary>The database past the store, as other programs see it.</summary>
    public NpgsqlDataSource Source => _source.Value;

    public async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
            await Source.DisposeAsync();
        await PostgresServer.DropAsync(this);
    }
}
