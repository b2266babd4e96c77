using System.Net;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class QuotaTests
{
    private static readonly SimulatorOptions Options = new()
    {
        Accounts = 2,
        JobsPerAccount = 5,
        QuotaCalls = 3,
        QuotaWindow = TimeSpan.FromMinutes(1),
        MinInterval = TimeSpan.Zero,
    };

    [Fact]
    public async Task Over_the_quota_the_answer_is_the_recorded_429_without_a_Retry_After()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        for (var call = 0; call < 3; call++)
            (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);

        var (status, body, response) = await client.GetAsync("job/all/");

        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.ShouldBe("""{"error":true,"code":429,"msg":"Account reached Api Quotas - Please try again later or talk to our support to increase quota","details":[]}""");
        response.Headers.RetryAfter.ShouldBeNull();
        client.Simulator.Report.RateLimited.ShouldBe(1);
    }

    [Fact]
    public async Task Each_account_has_its_own_quota()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        for (var call = 0; call < 4; call++)
            await client.GetAsync("team/all/");

        (await client.GetAsync("team/all/", account: 1)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_quota_follows_the_simulators_clock()
    {
        var clock = new StoppedClock();
        await using var client = await SimulatorClient.StartAsync(Options with { RetryAfter = RetryAfterForm.Seconds }, clock);
        for (var call = 0; call < 3; call++)
            await client.GetAsync("team/all/");

        var refused = await client.GetAsync("team/all/");
        refused.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(1));

        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_Retry_After_can_be_a_date()
    {
        var clock = new StoppedClock();
        await using var client = await SimulatorClient.StartAsync(Options with { RetryAfter = RetryAfterForm.Date }, clock);
        for (var call = 0; call < 3; call++)
            await client.GetAsync("team/all/");

        (await client.GetAsync("team/all/")).Response.Headers.RetryAfter!.Date.ShouldBe(clock.GetUtcNow().AddSeconds(61));
    }
}
