using System.Diagnostics;
using Batchline.Benchmarks.Reporting;
using Npgsql;

namespace Batchline.Benchmarks.Staging;

/// <summary>
/// An empty database on the server at POSTGRES_TEST_URI, or on one of our own by <c>test/postgres/server.sh</c>, which waits for the disk at
/// each commit as servers do.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly Process? _server;
    private readonly Uri _address;

    private PostgresDatabase(string address, Process? server)
    {
        (_server, _address) = (server, new Uri(address));
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string Name { get; } = $"batchline_bench_{Guid.NewGuid():n}";

    /// <summary><c>postgres://user:password@host:port/name</c>.</summary>
    public string Uri => new UriBuilder(_address) { Path = Name }.Uri.OriginalString;

    /// <summary>In Npgsql's own form.</summary>
    public string ConnectionString => Connection(Name);

    /// <summary>The database past the store.</summary>
    public NpgsqlDataSource Source { get; }

    /// <param name="settings">Of the server, such as <c>max_connections=300</c>, when it is one of our own.</param>
    public static async Task<PostgresDatabase> StartAsync(params string[] settings)
    {
        if (Environment.GetEnvironmentVariable("POSTGRES_TEST_URI") is { Length: > 0 } address)
            return await new PostgresDatabase(address, server: null).CreateAsync();
        string[] all = ["fsync=on", "max_wal_size=1GB", .. settings];
        var server = Process.Start(new ProcessStartInfo(
            "bash", [Repository.Directory("test/postgres/server.sh"), .. all.SelectMany(setting => (string[])["--set", setting])])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("bash did not start.");
        var line = await server.StandardOutput.ReadLineAsync();
        if (line is null || !line.StartsWith("postgres://", StringComparison.Ordinal))
            throw new InvalidOperationException($"PostgreSQL did not start: {line}");
        return await new PostgresDatabase(line.Split(' ')[0], server).CreateAsync();
    }

    /// <summary>Another empty one on the same server, for the other side of a comparison. It must end before this one.</summary>
    public Task<PostgresDatabase> BesideAsync() => new PostgresDatabase(_address.OriginalString, server: null).CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_server is null)
        {
            await RunAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
            return;
        }
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task<PostgresDatabase> CreateAsync()
    {
        await RunAsync($"CREATE DATABASE {Name}");
        return this;
    }

    /// <summary>A database is made and dropped from another one.</summary>
    private async Task RunAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(Connection(System.Uri.UnescapeDataString(_address.AbsolutePath.TrimStart('/'))));
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private string Connection(string database)
    {
        var user = _address.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = _address.Host,
            Port = _address.Port < 0 ? NpgsqlConnection.DefaultPort : _address.Port,
            Username = System.Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? System.Uri.UnescapeDataString(user[1]) : null,
            Database = database,
        }.ToString();
    }
}
