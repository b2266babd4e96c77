using System.Text.Json;
using Batchline.Simulator.Calls;

namespace Batchline.IntegrationTests.Simulator;

public sealed class JudgeTests
{
    [Fact]
    public async Task Two_requests_at_once_of_one_account_are_found()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Latency = TimeSpan.FromMinutes(10), MinInterval = TimeSpan.Zero });
        using var leaving = new CancellationTokenSource();

        var one = client.Http.GetAsync(client.Url("team/all/"), leaving.Token);
        var other = client.Http.GetAsync(client.Url("job/all/"), leaving.Token);
        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Count == 2);

        var report = client.Simulator.Report;
        (report.S1Violations, report.InFlightMaximum).ShouldBe((1, 2));
        (client.Simulator.Verdict.Ok, client.Simulator.Verdict.ExitCode).ShouldBe((false, 1));
        client.Simulator.Verdict.Violations[0].ShouldStartWith("S1: 1 requests");
        client.Simulator.Log.Read().Count(record => record.Verdict == RequestVerdict.Overlap).ShouldBe(1);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(one, other));
    }

    [Fact]
    public async Task Two_requests_at_once_of_two_accounts_are_fine()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Latency = TimeSpan.FromMilliseconds(100) });

        await Task.WhenAll(client.GetAsync("team/all/"), client.GetAsync("team/all/", account: 1));

        (client.Simulator.Verdict.Ok, client.Simulator.Verdict.ExitCode).ShouldBe((true, 0));
    }

    [Fact]
    public async Task A_request_before_its_time_is_found()
    {
        await using var client = await SimulatorClient.StartAsync(new() { MinInterval = TimeSpan.FromMinutes(1) });

        await client.GetAsync("team/all/");
        await client.GetAsync("job/all/?offset=3");

        var report = client.Simulator.Report;
        (report.S1Violations, report.S2Violations, report.EarlyArrivals, report.EarlyShare).ShouldBe((0, 1, 1, 0.5));
        report.SmallestGapMs!.Value.ShouldBeInRange(0, 60_000);
        var late = client.Simulator.Log.Read(after: 1).ShouldHaveSingleItem();
        (late.Verdict, late.Kind, late.Offset).ShouldBe((RequestVerdict.Early, CallKind.JobAll, 3));
        client.Simulator.Verdict.Violations[0].ShouldStartWith("S2: 1 requests");
    }

    [Fact]
    public async Task Requests_as_fast_as_answers_come_never_look_like_an_overlap()
    {
        await using var client = await SimulatorClient.StartAsync(new() { MinInterval = TimeSpan.Zero });

        for (var call = 0; call < 2_000; call++)
            await client.GetAsync(call % 50 == 0 ? "job/all/" : "team/all/");

        client.Simulator.Report.InFlightMaximum.ShouldBe(1);
        client.Simulator.Report.Requests.ShouldBe(2_000);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_request()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Latency = TimeSpan.FromMinutes(10), MinInterval = TimeSpan.Zero });
        using var leaving = new CancellationTokenSource();

        var asked = client.Http.GetAsync(client.Url("team/all/"), leaving.Token);
        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Count == 1);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        await SimulatorClient.UntilAsync(() => client.Simulator.Log.Read()[0].Status == 499);
        client.Simulator.Report.ByStatus[499].ShouldBe(1);
    }

    [Fact]
    public async Task Strict_mode_also_judges_manners()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Strict = true, MinInterval = TimeSpan.Zero });

        await client.GetAsync("job/all/?only_open=false");
        client.Simulator.Verdict.Ok.ShouldBeTrue();
        await client.GetAsync("job/all/");
        await client.GetAsync("team/all");

        client.Simulator.Report.MannersViolations.ShouldBe(2);
        client.Simulator.Verdict.Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task The_log_file_has_a_line_for_each_request()
    {
        var path = Path.Combine(Path.GetTempPath(), $"simulator-{Guid.NewGuid():N}.ndjson");
        try
        {
            await using (var client = await SimulatorClient.StartAsync(new() { LogFile = path }))
            {
                await client.GetAsync("team/all/");
                await client.GetAsync("job/get/NOSUCH/", account: 2);
            }

            var lines = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            lines.Select(line => line.GetProperty("status").GetInt32()).ShouldBe([200, 204]);
            (lines[1].GetProperty("uuid").GetString(), lines[1].GetProperty("account").GetInt32()).ShouldBe(("NOSUCH", 2));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
