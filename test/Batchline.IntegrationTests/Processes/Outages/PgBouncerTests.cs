using Batchline.IntegrationTests.PostgresServers;
using Npgsql;

namespace Batchline.IntegrationTests.Processes.Outages;

[Collection(ByTheClock.OnPostgres)]
public sealed class PgBouncerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_PgBouncer_nothing_is_prepared_nobody_listens_and_its_death_and_the_servers_cost_nothing_but_time()
    {
        using var server = OwnPostgres.Start();
        using var pooler = PgBouncer.Start(server.Uri);
        await using var run = await OutageRun.BeginAsync(server, pooler.Uri);

        await ShouldLeaveNothingBehindAsync(pooler.Uri);
        pooler.Kill();
        await run.UnreadyAsync("The database does not answer");
        pooler.StartAgain();
        await run.ReadyAsync();
        await run.RequestsAsync(8);
        server.Kill();
        await run.UnreadyAsync("The database does not answer");
        server.StartAgain();
        await run.ReadyAsync();

        await run.ShouldEndWellAsync(repeated: 8);
    }

    /// <summary>Asked through the same pooler, which hands out the program's own sessions.</summary>
    private static async Task ShouldLeaveNothingBehindAsync(string uri)
    {
        await using var source = NpgsqlDataSource.Create(PostgresUri.ConnectionString(uri) + ";No Reset On Close=true");
        for (var looks = 0; looks < 20; looks++)
        {
            await using var command = source.CreateCommand(
                "SELECT (SELECT count(*) FROM pg_prepared_statements), (SELECT count(*) FROM pg_listening_channels())");
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            (await reader.ReadAsync(Cancel)).ShouldBeTrue();
            (reader.GetInt64(0), reader.GetInt64(1)).ShouldBe((0, 0));
        }
    }
}
