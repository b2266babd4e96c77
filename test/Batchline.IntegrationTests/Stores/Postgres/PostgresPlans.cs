using System.Globalization;
using System.Text.RegularExpressions;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>How PostgreSQL carries out statements whose values it does not know yet.</summary>
public sealed partial class PostgresPlans : IAsyncLifetime
{
    private readonly PostgresFixture _fixture = new();
    private NpgsqlConnection? _connection;

    public async ValueTask InitializeAsync()
    {
        await _fixture.Open().DisposeAsync();
        await FillAsync();
        var settings = ConnectionSettings.Of(PostgresServer.Uri, PostgresStoreOptions.UsualConnections);
        settings.Pooling = false;
        _connection = new NpgsqlConnection(settings.ConnectionString);
        await _connection.OpenAsync();
        await RunAsync("SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan");
    }

    public async Task<List<string>> OfAsync(string sql)
    {
        var text = new PostgresText(_fixture.Name).Of(sql);
        var parameters = Numbers().Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        await RunAsync($"PREPARE plan AS {text}");
        try
        {
            await using var command = new NpgsqlCommand(
                $"EXPLAIN EXECUTE plan{(parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", parameters))})")}", _connection);
            await using var reader = await command.ExecuteReaderAsync();
            var plan = new List<string>();
            while (await reader.ReadAsync())
                plan.Add(reader.GetString(0));
            return plan;
        }
        finally
        {
            await RunAsync("DEALLOCATE plan");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    /// <summary>Ten accounts and operations, with enough rows that it matters where PostgreSQL looks for one.</summary>
    private async Task FillAsync()
    {
        await _fixture.ExecuteAsync("""
            INSERT INTO jobs (account_id, uuid, job_date_time, status, last_updated, fence, seq, changed_fields, document)
            SELECT 'a' || n % 10, 'u' || n, '2026-01-01 ' || n, 'Done', n, 1, 1, '[]', '{}' FROM generate_series(1, 5000) AS n
            """);
        await _fixture.ExecuteAsync("""
            INSERT INTO batch_account_states (id, operation_id, account_id, status, active, current_batch, total_batches, last_batch_completed,
                next_batch_to_process, planned, fence, seq)
            SELECT 's' || n, 'o' || n % 10, 'a' || n / 10, 's' || n % 7, false, 1, 1, 1, 1, true, 1, 1 FROM generate_series(1, 5000) AS n
            """);
        await _fixture.ExecuteAsync("""
            INSERT INTO batches (id, operation_id, account_id, batch_number, status, retry_count, auto_retries, fence, seq, job_uuids,
                completed_jobs, failed_jobs, missing_jobs, errors)
            SELECT 'b' || n, 'o' || n % 10, 'a' || n / 10 % 50, n, 'completed', 0, 0, 1, 1, '[]', '[]', '[]', '[]', '[]' FROM generate_series(1, 5000) AS n
            """);
        await _fixture.ExecuteAsync("INSERT INTO account_heads (account_id, due_at) SELECT 'a' || n, n FROM generate_series(1, 5000) AS n");
        await _fixture.ExecuteAsync("ANALYZE");
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Numbers();
}
