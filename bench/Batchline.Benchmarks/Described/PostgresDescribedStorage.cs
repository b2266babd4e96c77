using System.Globalization;
using Npgsql;

namespace Batchline.Benchmarks.Described;

/// <summary>The same over Npgsql, a statement for each step: records as jsonb, lists as arrays, and the document's indexes.</summary>
internal sealed class PostgresDescribedStorage(NpgsqlDataSource database) : IDescribedStorage
{
    private const int MostRetries = 3;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS jobs (
            uuid text NOT NULL, account_id text NOT NULL, job_date_time text, status text, data jsonb NOT NULL, last_updated timestamptz NOT NULL,
            PRIMARY KEY (uuid, account_id));
        CREATE INDEX IF NOT EXISTS jobs_account ON jobs (account_id);
        CREATE INDEX IF NOT EXISTS jobs_last_updated ON jobs (last_updated);
        CREATE INDEX IF NOT EXISTS jobs_date_time ON jobs (job_date_time);
        CREATE TABLE IF NOT EXISTS batches (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, operation_id text NOT NULL, account_id text NOT NULL, batch_number int NOT NULL,
            status text NOT NULL DEFAULT 'pending', job_uuids text[] NOT NULL, completed_jobs text[] NOT NULL DEFAULT '{}',
            failed_jobs text[] NOT NULL DEFAULT '{}', errors text[] NOT NULL DEFAULT '{}', retry_count int NOT NULL DEFAULT 0,
            start_time timestamptz, end_time timestamptz);
        CREATE INDEX IF NOT EXISTS batches_operation ON batches (operation_id);
        CREATE INDEX IF NOT EXISTS batches_account ON batches (account_id);
        CREATE INDEX IF NOT EXISTS batches_status ON batches (status);
        CREATE INDEX IF NOT EXISTS batches_operation_account_status ON batches (operation_id, account_id, status);
        CREATE TABLE IF NOT EXISTS batch_account_states (
            operation_id text NOT NULL, account_id text NOT NULL, current_batch int NOT NULL DEFAULT 1, total_batches int NOT NULL,
            status text NOT NULL DEFAULT 'processing', last_batch_completed int NOT NULL DEFAULT 0, next_batch_to_process int NOT NULL DEFAULT 1,
            start_time timestamptz NOT NULL DEFAULT now(), end_time timestamptz, PRIMARY KEY (operation_id, account_id));
        CREATE INDEX IF NOT EXISTS batch_account_states_account ON batch_account_states (account_id);
        """;

    public static async Task CreateTablesAsync(NpgsqlDataSource database)
    {
        await using var create = database.CreateCommand(Tables);
        await create.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<DescribedBatch>> InitializeAsync(string operation, IReadOnlyList<DescribedBatch> batches)
    {
        await using (var connection = await database.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync("COPY batches (operation_id, account_id, batch_number, job_uuids) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var batch in batches)
                await copy.WriteRowAsync(default, operation, batch.AccountId, batch.Number, batch.Uuids.ToArray());
            await copy.CompleteAsync();
        }

        await ExecuteAsync(
            "INSERT INTO batch_account_states (operation_id, account_id, total_batches) SELECT operation_id, account_id, count(*) FROM batches WHERE operation_id = $1 GROUP BY 1, 2",
            operation);
        return await ReadAsync("SELECT id, operation_id, account_id, batch_number, job_uuids FROM batches WHERE operation_id = $1 AND batch_number = 1", operation);
    }

    public async Task<DescribedBatch> BeginAsync(string batch) => (await ReadAsync(
        "UPDATE batches SET status = 'processing', start_time = now() WHERE id = $1 RETURNING id, operation_id, account_id, batch_number, job_uuids",
        Id(batch))).Single();

    public Task UpsertJobAsync(string account, string uuid, string json) => ExecuteAsync(
        """
        INSERT INTO jobs (uuid, account_id, job_date_time, status, data, last_updated)
        VALUES ($1, $2, $3::jsonb ->> 'JobDateTime', $3::jsonb ->> 'Status', $3::jsonb, now())
        ON CONFLICT (uuid, account_id) DO UPDATE SET job_date_time = excluded.job_date_time, status = excluded.status,
            data = excluded.data, last_updated = excluded.last_updated
        """,
        uuid,
        account,
        json);

    public async Task<string?> EndAsync(DescribedBatch batch, IReadOnlyList<string> completed, IReadOnlyList<string> failed, IReadOnlyList<string> errors)
    {
        await ExecuteAsync(
            "UPDATE batches SET status = $2, completed_jobs = $3, failed_jobs = $4, errors = $5, end_time = now() WHERE id = $1",
            Id(batch.Id),
            failed.Count == 0 ? "completed" : "completed_with_errors",
            completed.ToArray(),
            failed.ToArray(),
            errors.ToArray());
        var next = (await ReadAsync(
            """
            SELECT id, operation_id, account_id, batch_number, job_uuids FROM batches
            WHERE operation_id = $1 AND account_id = $2 AND status = 'pending' ORDER BY batch_number LIMIT 1
            """,
            batch.OperationId,
            batch.AccountId)).SingleOrDefault();
        await ExecuteAsync(
            next is null
                ? "UPDATE batch_account_states SET last_batch_completed = $3, status = 'completed', end_time = now() WHERE operation_id = $1 AND account_id = $2"
                : "UPDATE batch_account_states SET last_batch_completed = $3, current_batch = $4, next_batch_to_process = $4 WHERE operation_id = $1 AND account_id = $2",
            next is null ? [batch.OperationId, batch.AccountId, batch.Number] : [batch.OperationId, batch.AccountId, batch.Number, next.Number]);
        return next?.Id;
    }

    public async Task<IReadOnlyDictionary<string, int>> ProgressAsync(string operation)
    {
        await using var command = Command("SELECT status, count(*)::int FROM batches WHERE operation_id = $1 GROUP BY status", operation);
        await using var rows = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, int>();
        while (await rows.ReadAsync())
            counts[rows.GetString(0)] = rows.GetInt32(1);
        return counts;
    }

    public async Task<bool> RetryAsync(string batch) => await ExecuteAsync(
        "UPDATE batches SET status = 'pending', retry_count = retry_count + 1 WHERE id = $1 AND status IN ('failed', 'completed_with_errors') AND retry_count < $2",
        Id(batch),
        MostRetries) == 1;

    private static long Id(string batch) => long.Parse(batch, CultureInfo.InvariantCulture);

    private async Task<List<DescribedBatch>> ReadAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync();
        var batches = new List<DescribedBatch>();
        while (await rows.ReadAsync())
            batches.Add(new DescribedBatch($"{rows.GetInt64(0)}", rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetFieldValue<string[]>(4)));
        return batches;
    }

    private async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
