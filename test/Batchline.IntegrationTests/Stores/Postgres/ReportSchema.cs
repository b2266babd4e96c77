using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Postgres;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Schema;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>A schema of the test's own, made by the store, with a name that needs quotes.</summary>
internal sealed class ReportSchema : IAsyncDisposable
{
    private const string Password = "of a test";

    private ReportSchema(NpgsqlDataSource source)
    {
        Source = source;
        Node = new StoreNode(new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddPostgresStore(new PostgresStoreOptions { ConnectionString = PostgresServer.Uri, Schema = Name })
            .BuildServiceProvider());
    }

    /// <summary>The store whose schema it is.</summary>
    public StoreNode Node { get; }

    /// <summary>Connects as the owner. Names need no schema.</summary>
    public NpgsqlDataSource Source { get; }

    private static string ConnectionString => ConnectionSettings.Of(PostgresServer.Uri, PostgresStoreOptions.UsualConnections).ConnectionString;

    public string Name { get; } = "Reports \"" + Guid.NewGuid().ToString("n");

    /// <summary>They are gone with the schema.</summary>
    public List<string> Roles { get; } = [];

    public string Quoted => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ReportSchema> CreateAsync()
    {
        var schema = new ReportSchema(NpgsqlDataSource.Create(ConnectionString));
        await schema.Node.Services.GetRequiredService<PostgresSchema>().EnsureAsync(Cancelled);
        return schema;
    }

    /// <summary>Of the account <see cref="AddAccountAsync"/> adds, past the store, which takes only what is JSON.</summary>
    public Task AddJobAsync(string uuid, string json, string jobDateTime = "", string status = "") => RunAsync(
        $"""
        INSERT INTO {Quoted}.jobs (account_id, uuid, job_date_time, status, last_updated, first_seen, fence, seq, changed_fields, document)
        VALUES ($1, $2, $3, $4, 1772366400123, 1772366400000, 1, 1, '[]', $5)
        """,
        Sample.AccountId(1).Value,
        uuid,
        jobDateTime,
        status,
        json);

    public Task AddAccountAsync() => Node.Accounts.AddAsync(Sample.Account(1, "key"), Cancelled);

    public async Task RunAsync(string sql, params string[] parameters)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    /// <summary>Names in the statement need no schema.</summary>
    public async Task<PostgresRows> QueryAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancelled);
        return await QueryAsync(connection, sql);
    }

    public async Task<PostgresRows> QueryAsync(NpgsqlConnection connection, string sql)
    {
        await using (var path = new NpgsqlCommand($"SET search_path TO {Quoted}", connection))
            await path.ExecuteNonQueryAsync(Cancelled);
        return await PostgresRows.ReadAsync(connection, sql);
    }

    /// <summary>A role that can connect.</summary>
    public async Task<NpgsqlDataSource> AddRoleAsync(string name)
    {
        await RunAsync($"CREATE ROLE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" LOGIN PASSWORD '{Password}'");
        Roles.Add(name);
        return NpgsqlDataSource.Create(ConnectionStringOf(name));
    }

    public static string ConnectionStringOf(string role, string password = Password) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Password = password, Pooling = false }.ConnectionString;

    /// <summary>A name for a role that nobody else has.</summary>
    public static string NewRole(string name) => name + Guid.NewGuid().ToString("n")[..8];

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"DROP SCHEMA {Quoted} CASCADE");
        foreach (var role in Roles.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
            await RunAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        await Node.DisposeAsync();
        await Source.DisposeAsync();
    }
}
