using Batchline.Benchmarks.Described;
using Batchline.Benchmarks.Staging;
using Npgsql;

namespace Batchline.Benchmarks.Peers;

/// <summary>The tables of accounts and jobs that the peers keep, in a database of their own: a column for what they filter by, the record as jsonb.</summary>
internal sealed class PeerTables : IPeerJobs
{
    private const string Accounts = "CREATE TABLE accounts (id text PRIMARY KEY, token text NOT NULL)";

    private const string Jobs = """
        CREATE TABLE jobs (
            account_id text NOT NULL, uuid text NOT NULL, job_date_time text, status text, data jsonb NOT NULL, last_updated timestamptz NOT NULL,
            PRIMARY KEY (account_id, uuid))
        """;

    private PeerTables(PostgresDatabase database) => Database = database;

    public PostgresDatabase Database { get; }

    /// <param name="scene">Of whose accounts and jobs they are full.</param>
    /// <param name="described">Whether the document's tables and indexes are wanted.</param>
    public static async Task<PeerTables> FillAsync(PeerScene scene, bool described = false)
    {
        var tables = new PeerTables(await scene.Server.BesideAsync());
        await tables.ExecuteAsync(Accounts);
        if (described)
            await PostgresDescribedStorage.CreateTablesAsync(tables.Database.Source);
        else
            await tables.ExecuteAsync(Jobs);
        var simulator = scene.Simulator;
        for (var account = 0; account < simulator.Tokens.Count; account++)
        {
            var (id, token) = ($"{account:x24}", simulator.Tokens[account]);
            await tables.ExecuteAsync("INSERT INTO accounts VALUES ($1, $2)", id, token);
            var jobs = await simulator.JobsAsync(token);
            await tables.ExecuteAsync(
                """
                INSERT INTO jobs (account_id, uuid, job_date_time, status, data, last_updated)
                SELECT $1, uuid, data ->> 'JobDateTime', data ->> 'Status', data, now() FROM unnest($2, $3::jsonb[]) AS job (uuid, data)
                """,
                id,
                jobs.Select(job => job.Uuid).ToArray(),
                jobs.Select(job => job.Json).ToArray());
        }
        return tables;
    }

    public async Task MarkAsync()
    {
        await ExecuteAsync("UPDATE jobs SET status = 'Before'");
        await ExecuteAsync("VACUUM jobs");
    }

    public async Task<long> LeftAsync()
    {
        await using var count = Database.Source.CreateCommand("SELECT count(*) FROM jobs WHERE status = 'Before'");
        return (long)(await count.ExecuteScalarAsync() ?? 0L);
    }

    public Task<TimeSpan?> ProcessorAsync() => ServerProcessor.ReadAsync(Database.Source);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Database.Source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
