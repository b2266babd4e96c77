using Batchline.IntegrationTests.PostgresServers;
using Npgsql;

namespace Batchline.IntegrationTests.Processes.Outages;

/// <summary>The server stays, and what the program needs of it is taken away for a while.</summary>
[Collection(ByTheClock.OnPostgres)]
public sealed class BrokenSessionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_that_are_ended_five_times_a_second_cost_nothing_that_anybody_sees()
    {
        using var server = OwnPostgres.Start();
        await using var run = await OutageRun.BeginAsync(server);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var ended = 0L;

        for (var left = 30; left > 0 && await timer.WaitForNextTickAsync(Cancel); left--)
        {
            ended += await CountAsync(run.Source, """
                SELECT count(pg_terminate_backend(pid)) FROM (
                    SELECT pid FROM pg_stat_activity WHERE application_name = 'batchline' ORDER BY random() LIMIT 2) AS victims
                """);
        }

        await run.ShouldEndWellAsync(repeated: 8);
        ended.ShouldBeGreaterThan(30);
        TestContext.Current.TestOutputHelper?.WriteLine($"{ended} sessions ended.");
    }

    [Fact]
    public async Task While_somebody_holds_a_lock_on_all_heads_the_log_says_so_and_work_goes_on_afterwards()
    {
        using var server = OwnPostgres.Start();
        await using var run = await OutageRun.BeginAsync(server, server.Uri + "?CommandTimeout=2");

        await using (var connection = await run.Source.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await using var command = new NpgsqlCommand("LOCK TABLE batchline.account_heads", connection, transaction);
            await command.ExecuteNonQueryAsync(Cancel);
            await run.SaidAsync("look for locks in pg_stat_activity");
        }

        await run.RequestsAsync(4);
        await run.ShouldEndWellAsync(repeated: 8);
    }

    [Fact]
    public async Task While_others_hold_all_connections_the_log_says_so_and_work_goes_on_afterwards()
    {
        using var server = OwnPostgres.Start("max_connections=20", "superuser_reserved_connections=0");
        await using var run = await OutageRun.BeginAsync(server, server.Uri + "?MaxPoolSize=4");
        var others = new List<NpgsqlConnection>();

        await using (var one = await run.Source.OpenConnectionAsync(Cancel))
        {
            await using var end = new NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'batchline'", one);
            await end.ExecuteNonQueryAsync(Cancel);
            await TakeAsync(run.Source, others);
            await end.ExecuteNonQueryAsync(Cancel);
            await TakeAsync(run.Source, others);
            await run.SaidAsync("PostgreSQL has no connection free");
        }

        foreach (var other in others)
            await other.DisposeAsync();
        await run.RequestsAsync(4);
        await run.ShouldEndWellAsync(repeated: 8);
    }

    [Fact]
    public async Task A_database_that_is_read_only_for_a_while_says_so_and_work_goes_on_afterwards()
    {
        using var server = OwnPostgres.Start();
        await using var run = await OutageRun.BeginAsync(server);

        await RunAsync(run.Source, "ALTER SYSTEM SET default_transaction_read_only = on");
        await RunAsync(run.Source, "SELECT pg_reload_conf()");
        await run.UnreadyAsync("read-only");
        await RunAsync(run.Source, "ALTER SYSTEM RESET default_transaction_read_only");
        await RunAsync(run.Source, "SELECT pg_reload_conf()");

        await run.ReadyAsync();
        await run.ShouldEndWellAsync(repeated: 8);
    }

    private static async Task TakeAsync(NpgsqlDataSource source, List<NpgsqlConnection> taken)
    {
        try
        {
            while (true)
                taken.Add(await source.OpenConnectionAsync(Cancel));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            // That was the last one.
        }
    }

    private static async Task RunAsync(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        return (await command.ExecuteScalarAsync(Cancel)).ShouldBeOfType<long>();
    }
}
