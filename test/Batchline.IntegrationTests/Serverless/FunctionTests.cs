using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.Processes;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>The published program as a function: a process that works only while a request is open.</summary>
[Collection(ByTheClock.OnMongo)]
public sealed class FunctionTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>No answer is cut off by it, however busy the machine is.</summary>
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task With_its_few_variables_it_binds_and_the_tick_wants_the_secret()
    {
        await using var stage = await FunctionStage.SetAsync(Workiz(jobs: 3), Budget);
        var (process, api) = await stage.StartAsync();

        process.Output.ShouldContain("Batchline listens on http://[::]:", customMessage: "all addresses");
        (await api.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldBe("ok");
        api.ShowToken(null);
        (await api.SendAsync(HttpMethod.Get, "/api/cron/tick")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        api.ShowToken(FunctionStage.CronSecret);
        (await api.SendAsync(HttpMethod.Get, "/api/cron/tick")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.SendAsync(HttpMethod.Get, "/api/accounts")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_slow_Workiz_lengthens_no_request_and_every_request_gets_forward()
    {
        await using var stage = await FunctionStage.SetAsync(Workiz(jobs: 3, latencyMs: 2000), Budget);
        var (process, api) = await stage.StartAsync();
        var allowed = Budget + Stage.AtOnce(process.StartTook);
        await stage.AddAccountsAsync(api);
        var begun = Stopwatch.GetTimestamp();
        var operation = await api.InitAsync("each");
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(allowed);

        await TickUntilEndedAsync(api, operation, took => took.ShouldBeLessThan(allowed));

        (await Books.ReadAsync(api, operation)).ShouldLoseNothingAndCountNothingTwice();
        stage.Simulator.JobRequests(stage.Simulator.Tokens[0]).Values.ShouldAllBe(requests => requests == 1);
    }

    [Fact]
    public async Task SIGTERM_in_a_slice_ends_it_behind_the_job_in_flight_and_the_request_is_answered()
    {
        await using var stage = await FunctionStage.SetAsync(Workiz(jobs: 20, latencyMs: 300), Ample);
        var (process, api) = await stage.StartAsync();
        await stage.AddAccountsAsync(api);

        var init = api.PostAsync("/api/init-batch-update", new { strategy = "each" });
        await Until.TrueAsync(() => stage.Simulator.Log.Read() is [.., { Uuid: not null, EndedMs: null }], "a job is in flight", () => process.Output);
        var (code, _) = await process.TerminateAsync();

        code.ShouldBe(0, process.Output);
        var (status, body) = await init;
        status.ShouldBe(HttpStatusCode.Accepted);
        (_, api) = await stage.StartAsync();
        await TickUntilEndedAsync(api, body.GetProperty("operationId").GetString()!);
        stage.Simulator.JobRequests(stage.Simulator.Tokens[0]).Values.ShouldAllBe(requests => requests == 1);
    }

    [Fact]
    public async Task S1_two_ticks_at_once_share_the_work()
    {
        await using var stage = await FunctionStage.SetAsync(Workiz(jobs: 12, accounts: 2, latencyMs: 50), Budget);
        var (_, api) = await stage.StartAsync();
        var (_, other) = await stage.StartAsync();
        await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");

        while (!await api.HasEndedAsync(operation))
            await Task.WhenAll(api.GetAsync("/api/cron/tick"), other.GetAsync("/api/cron/tick"));

        stage.Simulator.Report.ShouldSatisfyAllConditions(
            report => report.InFlightMaximum.ShouldBe(1),
            report => report.JobsByRequests.Keys.ShouldBe([1]));
        (await Books.ReadAsync(api, operation)).ShouldLoseNothingAndCountNothingTwice();
    }

    [Fact]
    public async Task Killed_in_a_slice_its_work_is_finished_by_the_next_ticks()
    {
        await using var stage = await FunctionStage.SetAsync(Workiz(jobs: 12, latencyMs: 200), Ample);
        var (process, api) = await stage.StartAsync();
        await stage.AddAccountsAsync(api);
        var init = api.PostAsync("/api/init-batch-update", new { strategy = "each" });
        await Until.TrueAsync(() => stage.Simulator.Log.Read().Count(request => request.Uuid is not null) > 2, "jobs were asked for", () => process.Output);

        await process.KillAsync();
        await Should.ThrowAsync<HttpRequestException>(init);
        (_, api) = await stage.StartAsync();
        var operation = (await api.GetAsync("/api/operations")).GetProperty("items")[0].GetProperty("operationId").GetString()!;
        await TickUntilEndedAsync(api, operation);

        (await Books.ReadAsync(api, operation)).ShouldLoseNothingAndCountNothingTwice();
        stage.Simulator.JobRequests(stage.Simulator.Tokens[0]).Values.Sum(requests => requests - 1).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_self_trigger_that_is_answered_with_508_is_logged_once_and_changes_nothing()
    {
        await using var catcher = await TriggerCatcher.StartAsync(508);
        await using var stage = await FunctionStage.SetAsync(
            Workiz(jobs: 60, latencyMs: 100), TimeSpan.FromSeconds(5), ("BATCHLINE_Hosting__PublicUrl", catcher.Address));
        var (process, api) = await stage.StartAsync();
        await stage.AddAccountsAsync(api);

        // A request whose store is slow at its end sends none: then the next one does.
        var operation = await api.InitAsync("each");
        while (catcher.Calls.IsEmpty && !await api.HasEndedAsync(operation))
            await api.GetAsync("/api/cron/tick");

        var (path, headers) = catcher.Calls.ShouldHaveSingleItem();
        process.TimesSaid($"Failed to trigger next batch {path.Split('/')[^1]}: it was answered with 508").ShouldBe(1, process.Output);
        headers["X-Batchline-Hop"].ShouldBe("1");
        process.Output.ShouldNotContain(FunctionStage.Token);
        await TickUntilEndedAsync(api, operation);
    }

    private static SimulatorOptions Workiz(int jobs, int accounts = 1, int latencyMs = 0) => new()
    {
        Accounts = accounts,
        JobsPerAccount = jobs,
        UnscheduledShare = 0,
        // From this pace on every outcome has its own checkpoint.
        MinInterval = TimeSpan.FromMilliseconds(100),
        Latency = TimeSpan.FromMilliseconds(latencyMs),
    };

    private static async Task TickUntilEndedAsync(BatchlineApi api, string operation, Action<TimeSpan>? look = null)
    {
        await Until.TrueAsync(
            async () =>
            {
                var begun = Stopwatch.GetTimestamp();
                await api.GetAsync("/api/cron/tick");
                look?.Invoke(Stopwatch.GetElapsedTime(begun));
                return await api.HasEndedAsync(operation);
            },
            "ticks end the operation");
        var progress = await api.ProgressAsync(operation);
        progress.GetProperty("status").GetString().ShouldBe("completed", JsonSerializer.Serialize(progress));
    }
}
