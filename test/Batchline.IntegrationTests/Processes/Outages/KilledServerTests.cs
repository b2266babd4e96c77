using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Programs;

namespace Batchline.IntegrationTests.Processes.Outages;

/// <summary>
/// The server ends under load and starts again, three times or as often as BATCHLINE_SERVER_KILLS says. BATCHLINE_KILL_SEED repeats the
/// moments.
/// </summary>
[Collection(ByTheClock.OnPostgres)]
public sealed class KilledServerTests
{
    private const string Away = "The store does not answer";

    [Theory]
    [InlineData("kill")]
    [InlineData("immediate")]
    [InlineData("fast")]
    public async Task A_server_that_ends_under_load_and_starts_again_costs_nothing_but_time(string end)
    {
        var seed = RunSetting.Of("BATCHLINE_KILL_SEED") ?? Random.Shared.Next();
        var random = new Random(seed);
        using var server = OwnPostgres.Start();
        await using var run = await OutageRun.BeginAsync(server);
        var kills = 0;

        for (var wanted = RunSetting.Of("BATCHLINE_SERVER_KILLS") ?? 3; kills < wanted && await run.RequestsOrEndAsync(random.Next(4, 20)); kills++)
        {
            await Task.Delay(random.Next(0, 200), TestContext.Current.CancellationToken);
            if (end == "kill")
                server.Kill();
            else
                server.Stop(end == "fast" ? StopMode.Fast : StopMode.Immediate);
            await run.UnreadyAsync("The database does not answer");
            server.StartAgain();
            await run.ReadyAsync();
        }

        // One answer of each account may have been on its way.
        await run.ShouldEndWellAsync(repeated: 4 * kills);
        await run.SaidAsync(Away);
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {kills} times.");
    }
}
