using Npgsql;

namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>
/// The server all tests of a run share: the one at POSTGRES_TEST_URI, else one of this process. On CI it must be there; at home
/// tests are skipped without.
/// </summary>
internal static class PostgresServer
{
    private static readonly Lazy<(string? Uri, string? Fault)> Found = new(Find);
    private static readonly Lazy<NpgsqlDataSource> Source = new(() => NpgsqlDataSource.Create(PostgresUri.ConnectionString(Uri)));

    /// <summary>Held for the life of the process: collected, it would close the input that keeps the server running.</summary>
    private static ServerScript? _own;

    public static string Uri
    {
        get
        {
            var (uri, fault) = Found.Value;
            return uri ?? throw Missing($"No PostgreSQL to test against: {fault}. Set POSTGRES_TEST_URI or install postgresql.");
        }
    }

    public static async Task<PostgresDatabase> CreateDatabaseAsync(string options = "")
    {
        var database = new PostgresDatabase("batchline_" + Guid.NewGuid().ToString("n"));
        await RunAsync($"CREATE DATABASE {database.Name} {options}");
        return database;
    }

    public static Task DropAsync(PostgresDatabase database) => RunAsync($"DROP DATABASE IF EXISTS {database.Name} WITH (FORCE)");

    public static Exception Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") is not { Length: > 0 } or "false")
            Assert.Skip(what);
        return new InvalidOperationException(what);
    }

    private static async Task RunAsync(string statement)
    {
        await using var command = Source.Value.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private static (string? Uri, string? Fault) Find()
    {
        if (Environment.GetEnvironmentVariable("POSTGRES_TEST_URI") is { Length: > 0 } uri)
            return (uri, null);
        try
        {
            _own = ServerScript.Start("server.sh", "--set", "max_connections=500");
            return (_own.Uri, null);
        }
        catch (InvalidOperationException e)
        {
            return (null, e.Message);
        }
    }
}
