using System.Net;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class ScenarioFileTests
{
    [Fact]
    public async Task A_scenario_file_plays_its_events_at_their_times()
    {
        var path = Path.Combine(Path.GetTempPath(), $"scenario-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, """
            { "accounts": 1, "minInterval": "00:00:00", "events": [
              { "at": "00:00:10", "kind": "refuse", "account": 0 },
              { "at": "00:00:20", "kind": "restore" },
              { "at": "00:00:20", "kind": "mutate", "count": 30 } ] }
            """, TestContext.Current.CancellationToken);
        try
        {
            var clock = new StoppedClock();
            await using var client = await SimulatorClient.StartAsync(await ScenarioFile.ReadAsync(path, TestContext.Current.CancellationToken), clock);
            var before = client.Simulator.Truth(client.Simulator.Tokens[0]).ToList();

            (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
            clock.Advance(TimeSpan.FromSeconds(10));
            (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.Forbidden);
            clock.Advance(TimeSpan.FromSeconds(10));
            (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
            client.Simulator.Truth(client.Simulator.Tokens[0]).ShouldNotBe(before);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
