using Npgsql;

namespace Batchline.Benchmarks.Staging;

/// <summary>An empty database on the server at POSTGRES_TEST_URI.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;

    private PostgresDatabase(NpgsqlConnectionStringBuilder server) => _server = server;

    public string Name { get; } = $"batchline_bench_{Guid.NewGuid():n}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = Name }.ConnectionString;

    public static async Task<PostgresDatabase> StartAsync()
    {
        var uri = new Uri(Environment.GetEnvironmentVariable("POSTGRES_TEST_URI") ?? throw new InvalidOperationException("POSTGRES_TEST_URI is not set."));
        var user = uri.UserInfo.Split(':');
        var database = new PostgresDatabase(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Username = user[0],
            Password = Uri.UnescapeDataString(user[1]),
            Database = "postgres",
            IncludeErrorDetail = true,
        });
        await database.ExecuteAsync($"CREATE DATABASE {database.Name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE {Name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(_server);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
