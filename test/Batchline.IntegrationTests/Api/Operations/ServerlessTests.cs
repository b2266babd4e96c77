using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.Processes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api.Operations;

/// <summary>Serverless mode: work happens inside requests, within their budget.</summary>
[Collection(ByTheClock.OnSqlite)]
public sealed class ServerlessTests
{
    [Fact]
    public async Task Init_plans_and_then_works_as_long_as_its_budget_lasts()
    {
        await using var server = await StartAsync(new SimulatorOptions { Accounts = 2, JobsPerAccount = 12, UnscheduledShare = 0, MinInterval = TimeSpan.Zero });
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);

        var operation = await server.StartOperationAsync();

        var progress = (await server.GetAsync($"/api/batch-progress/{operation}")).ShouldBe(HttpStatusCode.OK);
        progress["jobs"].GetProperty("completed").GetInt32().ShouldBe(24);
        await server.GetAsync("/api/cron/tick");
        await server.ProgressAsync(operation, "completed");
    }

    [Fact]
    public async Task Init_ends_within_its_budget_and_ticks_do_the_rest()
    {
        await using var server = await StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 40, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(100) },
            ("Process:SliceBudget", "00:00:01"));
        await server.AddAccountAsync();

        var operation = await server.StartOperationAsync();

        (await server.GetAsync($"/api/batch-progress/{operation}"))["status"].GetString().ShouldBeOneOf("planning", "processing");
        await Eventually.GetAsync(
            async () =>
            {
                await server.GetAsync("/api/cron/tick");
                return await server.GetAsync($"/api/batch-progress/{operation}");
            },
            answer => answer["status"].GetString() == "completed");
        server.Simulator.JobRequests(server.Simulator.Tokens[0]).Values.ShouldAllBe(requests => requests == 1);
    }

    [Fact]
    public async Task L2_accounts_that_one_tick_leaves_over_come_first_in_the_next()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 6, JobsPerAccount = 100, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(30) },
            ("Process:SliceBudget", "00:00:01"),
            ("Process:MaxParallelAccounts", "2"));
        for (var i = 0; i < 6; i++)
            await server.AddAccountAsync(i);
        var operation = await server.StartOperationAsync(new { onBusy = "reject" });

        var ticks = 0;
        while (server.Simulator.Tokens.Any(token => server.Simulator.JobRequests(token).Count == 0))
        {
            ticks++.ShouldBeLessThan(12, "no account is left out for ever");
            (await server.GetAsync("/api/cron/tick")).ShouldBe(HttpStatusCode.OK);
        }

        (await server.GetAsync($"/api/batch-progress/{operation}")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/accounts", 503, "token_not_set")]
    [InlineData("/api/cron/tick", 401, "unauthorized")]
    public async Task Without_a_token_nothing_but_the_tick_with_its_secret_and_health_is_served(string path, int status, string code)
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Serverless"), ("Security:CronSecret", "secret"));

        (await server.GetAsync(path)).ShouldBeProblem((HttpStatusCode)status, code);
        (await server.GetAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/cron/tick", null, ("Authorization", "Bearer secret"))).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<ApiServer> StartAsync(SimulatorOptions simulated, params (string Key, string Value)[] settings)
    {
        var server = await ApiServer.StartAsync(simulated, [("Hosting:Mode", "Serverless"), ("Security:ApiToken", "token"), .. settings]);
        server.Http.DefaultRequestHeaders.Add("Authorization", "Bearer token");
        return server;
    }
}
