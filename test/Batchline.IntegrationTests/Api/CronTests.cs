using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api;

public sealed class CronTests
{
    [Fact]
    public async Task Ticks_alone_bring_an_operation_to_its_end()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "token"), ("Process:SliceBudget", "00:00:05"));
        server.Http.DefaultRequestHeaders.Add("Authorization", "Bearer token");
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);
        var operation = await server.StartOperationAsync();

        var tick = (await server.GetAsync("/api/cron/tick")).ShouldBe(HttpStatusCode.OK);

        tick.Body.EnumerateObject().Select(field => field.Name).ShouldBe(["accounts", "jobs", "remainingDue"]);
        tick["accounts"].GetInt32().ShouldBe(2);
        tick["remainingDue"].GetInt32().ShouldBe(0);
        var progress = await server.ProgressAsync(operation, "completed");
        tick["jobs"].GetInt32().ShouldBe(progress["jobs"].GetProperty("total").GetInt32());
        (await server.PostAsync("/api/cron/tick"))["accounts"].GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task S1_overlapping_ticks_share_the_work()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 3, JobsPerAccount = 10, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(20) });
        for (var i = 0; i < 3; i++)
            await server.AddAccountAsync(i);
        var operation = await server.StartOperationAsync();

        var ticks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.GetAsync("/api/cron/tick")));

        ticks.Sum(tick => tick["jobs"].GetInt32()).ShouldBe(30);
        await server.ProgressAsync(operation, "completed");
        server.Simulator.Report.InFlightMaximum.ShouldBe(1);
    }

    [Fact]
    public async Task A_tick_keeps_to_the_budget()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 100, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(100) },
            ("Process:SliceBudget", "00:00:01"));
        await server.AddAccountAsync();
        await server.StartOperationAsync();
        var started = TimeProvider.System.GetTimestamp();

        var tick = await server.GetAsync("/api/cron/tick");

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        tick["remainingDue"].GetInt32().ShouldBe(1);
        tick["jobs"].GetInt32().ShouldBeInRange(1, 11);
    }

    [Fact]
    public async Task A_query_is_malformed()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.GetAsync("/api/cron/tick?budget=1")).ShouldBeInvalid("budget");
    }
}
