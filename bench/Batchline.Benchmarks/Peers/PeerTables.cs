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

    private readonly PostgresDatabase _database;
    private readonly NpgsqlDataSource _source;

    private PeerTables(PostgresDatabase database)
    {
        _database = database;
        _source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public string ConnectionString => _database.ConnectionString;

    /// <param name="simulator">Of whose accounts and jobs they are full.</param>
    /// <param name="described">Whether the document's tables and indexes are wanted.</param>
    public static async Task<PeerTables> FillAsync(SimulatorProcess simulator, bool described = false)
    {
        var tables = new PeerTables(await PostgresDatabase.StartAsync());
        await tables.ExecuteAsync(Accounts);
        if (described)
            await PostgresDescribedStorage.CreateTablesAsync(tables._source);
        else
            await tables.ExecuteAsync(Jobs);
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

    public Task MarkAsync() => ExecuteAsync("UPDATE jobs SET status = 'Before'");

    public async Task<long> LeftAsync()
    {
        await using var count = _source.CreateCommand("SELECT count(*) FROM jobs WHERE status = 'Before'");
        return (long)(await count.ExecuteScalarAsync() ?? 0L);
    }

    public Task<TimeSpan?> ProcessorAsync() => ServerProcessor.ReadAsync(_source);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
