using System.Net;
using Batchline.Simulator;
using Microsoft.Extensions.Options;

namespace Batchline.IntegrationTests.Simulator;

public sealed class StartTests
{
    [Fact]
    public async Task Bad_options_are_all_listed()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() =>
            SimulatorClient.StartAsync(new() { Accounts = 0, UnlistedShare = 2, QuotaWindow = TimeSpan.Zero }));

        refused.Failures.Count().ShouldBe(3);
    }

    [Fact]
    public async Task It_listens_on_loopback_and_has_a_token_of_20_characters_or_more_for_each_account()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Accounts = 5_000 });
        var simulator = client.Simulator;

        IPAddress.IsLoopback(IPAddress.Parse(simulator.BaseUrl.Host)).ShouldBeTrue();
        simulator.BaseUrl.AbsolutePath.ShouldBe("/api/v1/");
        simulator.Tokens.Distinct().Count().ShouldBe(5_000);
        simulator.Tokens.ShouldAllBe(token => token.StartsWith("api_sim") && token.Length >= 20);
    }

    [Fact]
    public async Task Run_lasts_until_cancelled_and_gives_the_verdict()
    {
        using var stop = new CancellationTokenSource();

        var verdict = await WorkizSimulator.RunAsync(new(), _ => stop.Cancel(), stop.Token);

        verdict.Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stopped_simulator_does_not_wait_for_its_clients()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Latency = TimeSpan.FromMinutes(10) });
        var asked = client.GetAsync("team/all/");
        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Count == 1);

        await client.Simulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        await Should.ThrowAsync<HttpRequestException>(() => asked);
    }
}
