using Batchline.Benchmarks.Peers;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Servers;

/// <summary>A PostgreSQL server on the same machine.</summary>
internal sealed class PostgresServedDatabase : IServedDatabase
{
    private readonly PostgresDatabase _database;
    private readonly DataFolder _data = new();

    private PostgresServedDatabase(PostgresDatabase database) => _database = database;

    public string Server => PostgresStores.Server;

    public static async Task<IServedDatabase> StartAsync() => await SetAsync();

    /// <param name="settings">Of the server, when it is one of our own.</param>
    public static async Task<PostgresServedDatabase> SetAsync(params string[] settings) => new(await PostgresDatabase.StartAsync(settings));

    public Task<Stage> SetAsync(Uri workiz, TimeSpan interval) => PostgresStores.SetAsync(_database, _data, workiz, interval);

    public Task<ServedProgram> ServeAsync(Uri workiz, TimeSpan interval, HostingMode mode) => PostgresStores.ServeAsync(_database, _data, workiz, interval, mode);

    public async Task FillAsync(int accounts, int jobsPerAccount)
    {
        await ExecuteAsync($$"""
            INSERT INTO batchline.accounts (id, name, workiz_api_key, enabled, deleting, deletion_with_jobs, deletion_decided, created_at, updated_at)
            SELECT lpad(to_hex(i), 24, '0'), 'Account ' || i, 'api_' || i, true, false, false, false, 0, 0 FROM generate_series(1, {{accounts}}) AS i;

            ALTER TABLE batchline.jobs DISABLE TRIGGER USER;
            INSERT INTO batchline.jobs (account_id, uuid, job_date_time, status, last_updated, fence, seq, changed_fields, document)
            SELECT accounts.id, 'J' || lpad(n::text, 7, '0'), '2026-01-01 08:00:00', 'Done', 0, 0, 0, '[]', '{}'
            FROM batchline.accounts, generate_series(1, {{jobsPerAccount}}) AS n;
            ALTER TABLE batchline.jobs ENABLE TRIGGER USER;

            INSERT INTO batchline.account_heads (account_id, body) SELECT id, '{"listedAt":"2026-01-01T00:00:00+00:00"}' FROM batchline.accounts;
            """);
        await ExecuteAsync("VACUUM ANALYZE");
    }

    public Task PostponeAsync() => ExecuteAsync($"""
        UPDATE batchline.account_heads AS h SET due_at = {DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()} + n
        FROM (SELECT account_id, row_number() OVER (ORDER BY account_id) AS n FROM batchline.account_heads) AS numbered
        WHERE numbered.account_id = h.account_id
        """);

    /// <summary>What is stored is not made ready for a search any more.</summary>
    public Task LeaveWordsAsync() => ExecuteAsync(
        "UPDATE batchline.job_words_done SET position = (SELECT coalesce(max(position), 0) FROM batchline.changes)");

    public Task<PostgresCommands?> CommandsAsync() => PostgresCommands.ReadAsync(_database.Source);

    public Task LeaveOneBlockedAsync() => ExecuteAsync($"""
        UPDATE batchline.operations SET requested = 'run', status = 'processing';
        UPDATE batchline.batch_account_states SET status = 'completed', active = false, planned = true;
        UPDATE batchline.batch_account_states SET status = 'blocked', blocked_at = {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()} WHERE account_id = lpad('1', 24, '0');
        """);

    public Task<TimeSpan?> ProcessorAsync() => ServerProcessor.ReadAsync(_database.Source);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>Beside the store, outside of what is measured.</summary>
    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
