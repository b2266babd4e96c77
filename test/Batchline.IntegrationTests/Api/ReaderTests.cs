using System.Net;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.InProcess;
using Batchline.Stores.Reading;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.IntegrationTests.Api;

/// <summary>Callers whose searches do not end.</summary>
public sealed class ReaderTests
{
    private const string Search = "/api/jobs?status=matches%20nothing";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_that_takes_too_long_is_stopped_and_says_what_to_do()
    {
        await using var server = await StartAsync(("Store:ReadTimeout", "00:00:01"));
        using var endless = new EndlessJobs(server.DataDirectory);

        var late = (await server.GetAsync(Search)).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "read_timeout");

        late["detail"].GetString().ShouldBe(
            "The read took longer than 1 s and was stopped. Narrow it: name an account, a status or a range of time, or give a smaller limit.");
        late.Headers.RetryAfter.ShouldNotBeNull().ToString().ShouldBe("10");
    }

    [Fact]
    public async Task Beyond_the_turns_a_search_is_refused_at_once_and_everything_else_is_answered()
    {
        await using var server = await StartAsync();
        var account = await server.AddAccountAsync();
        using var endless = new EndlessJobs(server.DataDirectory);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var first = server.Http.GetAsync(new Uri(Search, UriKind.Relative), caller.Token);
        var second = await WaitsBehindAsync(server, caller.Token);

        var third = await server.GetAsync(Search);
        var health = await server.GetAsync("/health/ready");
        var operations = await server.GetAsync("/api/operations");
        var written = await server.DeleteAsync($"/api/accounts/{account}");
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Task.WhenAll(first, second));

        third.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "readers_busy")["detail"].GetString().ShouldBe(
            "The server is busy with other reads. Try again in a few seconds.");
        third.Headers.RetryAfter.ShouldNotBeNull().ToString().ShouldBe("10");
        health.ShouldBe(HttpStatusCode.OK);
        operations.ShouldBe(HttpStatusCode.OK);
        written.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_frees_the_reader()
    {
        await using var server = await StartAsync();
        using var endless = new EndlessJobs(server.DataDirectory);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var first = server.Http.GetAsync(new Uri(Search, UriKind.Relative), caller.Token);
        var second = await WaitsBehindAsync(server, Cancelled);

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        (await second).ShouldBe(42);
    }

    [Fact]
    public async Task An_export_reads_while_searches_hold_all_their_turns()
    {
        await using var server = await StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddDocumentsAsync(
            server, account, [.. Enumerable.Range(0, 450).Select(number => new JobDocument($"J{number}", $$"""{"UUID":"J{{number}}"}"""))]);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var endless = SearchEndlesslyAsync(server, caller.Token);
        var second = await WaitsBehindAsync(server, caller.Token);

        var refused = await server.GetAsync("/api/jobs");
        var export = await server.GetAsync("/api/jobs/export");
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Task.WhenAll(endless, second));

        refused.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "readers_busy");
        export.ShouldBe(HttpStatusCode.OK).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(450);
    }

    [Fact]
    public async Task While_every_turn_is_taken_each_list_is_refused_and_work_and_health_are_not()
    {
        await using var server = await StartAsync(("Store:WaitingReads", "0"));
        await StoredJobs.AddAsync(server, await server.AddAccountAsync(), "A");
        var operation = await server.StartOperationAsync();
        using var callers = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var held = HoldAsync(server, callers.Token);
        CurrentRead.For = ReadFor.Work;

        string[] lists =
        [
            "jobs", "accounts", "operations", "notifications", "schedules", "changes", $"operations/{operation}/batches",
            $"operations/{operation}/batch-map", $"batch-progress/{operation}", $"batch-progress/{operation}/events",
        ];
        foreach (var list in lists)
            (await server.GetAsync($"/api/{list}")).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "readers_busy");
        (await server.PostAsync("/api/init-batch-update?preview=true", new { strategy = "each" })).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "readers_busy");
        var ready = await server.GetAsync("/health/ready");
        var tick = await server.GetAsync("/api/cron/tick");
        var paused = await server.PostAsync($"/api/operations/{operation}/pause");
        await callers.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(held);

        ready.ShouldBe(HttpStatusCode.OK);
        tick.ShouldBe(HttpStatusCode.OK)["jobs"].GetInt32().ShouldBe(1);
        paused.ShouldBeProblem(HttpStatusCode.Conflict, "bad_transition");
    }

    /// <summary>One search at once, and one that waits.</summary>
    private static Task<ApiServer> StartAsync(params (string Key, string Value)[] settings) => ApiServer.StartAsync(
        null, [("Store:Readers", "1"), ("Store:WaitingReads", "1"), ("Store:ReadWait", "00:01:00"), ("Store:ReadTimeout", "00:10:00"), .. settings]);

    /// <summary>Once another search has the turn: one that waits behind it, and will answer 42.</summary>
    private static async Task<Task<int>> WaitsBehindAsync(ApiServer server, CancellationToken cancellationToken)
    {
        CurrentRead.For = ReadFor.Person;
        var lane = server.Service<Readers>().LaneOf(search: true).ShouldNotBeNull();
        return await Eventually.GetAsync(
            () => Task.FromResult(lane.RunAsync(_ => Task.FromResult(42), cancellationToken)), waiting => !waiting.IsCompleted);
    }

    /// <summary>Takes all turns for lists, for searches, and for what is watched, until the caller leaves.</summary>
    private static Task<bool[]> HoldAsync(ApiServer server, CancellationToken caller)
    {
        CurrentRead.For = ReadFor.Person;
        var readers = server.Service<Readers>();
        var lists = readers.LaneOf(search: false).ShouldNotBeNull().RunAsync(NeverAsync, caller);
        var searches = readers.LaneOf(search: true).ShouldNotBeNull().RunAsync(NeverAsync, caller);
        CurrentRead.For = ReadFor.Watchers;
        return Task.WhenAll(lists, searches, readers.LaneOf(search: false).ShouldNotBeNull().RunAsync(NeverAsync, caller));
    }

    private static async Task<bool> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return false;
    }

    private static async Task<bool> SearchEndlesslyAsync(ApiServer server, CancellationToken cancellationToken)
    {
        CurrentRead.For = ReadFor.Person;
        return await server.Service<Database>().SearchAsync(
            session => session.First("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", row => row.Flag()),
            cancellationToken);
    }
}
