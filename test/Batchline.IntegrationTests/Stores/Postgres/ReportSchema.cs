using Batchline.IntegrationTests.Documents;
using Batchline.IntegrationTests.PostgresServers;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>A schema of the test's own, with the views for reports over the tables that they read.</summary>
internal sealed class ReportSchema : IAsyncDisposable
{
    private const string Password = "of a test";

    private const string Tables = """
        CREATE TABLE accounts (id text COLLATE "C" PRIMARY KEY, name text NOT NULL, workiz_api_key text);
        CREATE TABLE jobs (
            account_id text COLLATE "C" NOT NULL,
            uuid text COLLATE "C" NOT NULL,
            job_date_time text COLLATE "C" NOT NULL,
            status text NOT NULL,
            last_updated bigint NOT NULL,
            first_seen bigint,
            changed_at bigint,
            missing_since bigint,
            checked_at bigint,
            seen_in text,
            fence bigint NOT NULL,
            seq bigint NOT NULL,
            document text COMPRESSION lz4 NOT NULL,
            PRIMARY KEY (account_id, uuid)
        ) WITH (fillfactor = 85);
        INSERT INTO accounts VALUES ('A1', 'Account 1', 'api_secret');
        """;

    private ReportSchema(NpgsqlDataSource source) => Source = source;

    /// <summary>Connects as the owner. Names need no schema.</summary>
    public NpgsqlDataSource Source { get; }

    public static string ConnectionString
    {
        get
        {
            var uri = new Uri(PostgresServer.Uri);
            var user = uri.UserInfo.Split(':');
            return new NpgsqlConnectionStringBuilder
            {
                Host = uri.Host,
                Port = uri.Port,
                Username = Uri.UnescapeDataString(user[0]),
                Password = Uri.UnescapeDataString(user[^1]),
                Database = uri.AbsolutePath[1..],
            }.ConnectionString;
        }
    }

    public string Name { get; } = "Reports \"" + Guid.NewGuid().ToString("n");

    /// <summary>They are gone with the schema.</summary>
    public List<string> Roles { get; } = [];

    public string Quoted => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ReportSchema> CreateAsync()
    {
        var schema = new ReportSchema(NpgsqlDataSource.Create(ConnectionString));
        var views = await File.ReadAllTextAsync(CheckedIn.PathOf("src/Batchline.Stores/Postgres/Schema/0002-views.sql"), Cancelled);
        await schema.RunAsync(
            $"""
            BEGIN;
            CREATE SCHEMA {schema.Quoted};
            SET LOCAL search_path TO {schema.Quoted};
            {Tables}
            {views.Replace("{schema}", schema.Quoted, StringComparison.Ordinal)}
            COMMIT;
            """);
        return schema;
    }

    public Task AddJobAsync(string uuid, string json, string jobDateTime = "", string status = "", long? missingSince = null) => RunAsync(
        $"INSERT INTO {Quoted}.jobs VALUES ('A1', $1, $2, $3, 1772366400123, 1772366400000, NULL, $4, NULL, NULL, 1, 1, $5)",
        uuid,
        jobDateTime,
        status,
        (object?)missingSince ?? DBNull.Value,
        json);

    public async Task RunAsync(string sql, params object[] parameters)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter == DBNull.Value
                ? new NpgsqlParameter { Value = parameter, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint }
                : new NpgsqlParameter { Value = parameter });
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
        await Source.DisposeAsync();
    }
}
