using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.Processes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api.Operations;

[Collection(ByTheClock.OnSqlite)]
public sealed class WorkerTests
{
    [Fact]
    public async Task S1_S2_many_accounts_are_worked_on_beside_each_other_each_at_its_pace()
    {
        var pace = TimeSpan.FromMilliseconds(100);
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 20, JobsPerAccount = 10, UnscheduledShare = 0, MinInterval = pace, Latency = TimeSpan.FromMilliseconds(20) },
            ("Hosting:Mode", "Worker"), ("Workiz:MinInterval", pace.ToString("c")));
        for (var i = 0; i < 20; i++)
            await server.AddAccountAsync(i);
        var started = TimeProvider.System.GetTimestamp();

        await server.ProgressAsync(await server.StartOperationAsync(), "completed");

        // One account after another would take twenty times the pace of ten jobs and a list.
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        server.Simulator.Verdict.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_ends_within_a_second_of_the_job_in_flight_and_the_next_start_goes_on()
    {
        using var directory = new TemporaryDirectory();
        var simulated = new SimulatorOptions { Accounts = 1, JobsPerAccount = 40, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(50) };
        (string, string)[] settings = [("Hosting:Mode", "Worker"), ("Store:DataDirectory", directory.Path)];
        string operation;
        TimeSpan stopping;
        await using (var server = await ApiServer.StartAsync(simulated, settings))
        {
            await server.AddAccountAsync();
            operation = await server.StartOperationAsync();
            await Eventually.GetAsync(() => Task.FromResult(server.Simulator.Report.Requests), requests => requests > 10);
            var started = TimeProvider.System.GetTimestamp();
            await server.App.StopAsync(TestContext.Current.CancellationToken);
            stopping = TimeProvider.System.GetElapsedTime(started);
        }

        await using var next = await ApiServer.StartAsync(simulated, settings);
        var progress = await next.ProgressAsync(operation, "completed");

        stopping.ShouldBeLessThan(TimeSpan.FromSeconds(1.5));
        progress["jobs"].GetProperty("completed").GetInt32().ShouldBe(40);
        next.Simulator.Report.Requests.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task S6_a_paused_operation_sends_nothing_until_it_is_resumed()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 2, JobsPerAccount = 30, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(50) },
            ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);
        var operation = await server.StartOperationAsync();
        await Eventually.GetAsync(() => Task.FromResult(server.Simulator.Report.Requests), requests => requests > 10);

        var before = server.Simulator.Report.Requests;
        (await server.PostAsync($"/api/operations/{operation}/pause")).ShouldBe(HttpStatusCode.Accepted);
        await server.ProgressAsync(operation, "paused");
        var paused = server.Simulator.Report.Requests;
        await server.GetAsync("/api/cron/tick");

        server.Simulator.Report.Requests.ShouldBe(paused);
        (paused - before).ShouldBeLessThanOrEqualTo(4);
        await server.PostAsync($"/api/operations/{operation}/resume");
        await server.ProgressAsync(operation, "completed");
    }
}
