using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Batchline.Api.BatchProgress;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class ProgressEventsTests
{
    [Fact]
    public async Task Every_change_is_told_at_most_once_a_second_until_it_is_done()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 20, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(120) },
            ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var started = TimeProvider.System.GetTimestamp();

        var events = await ReadAsync(server, operation);

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        events[..^1].ShouldAllBe(item => item.EventType == "progress");
        events[^1].EventType.ShouldBe("done");
        events.Count.ShouldBeInRange(3, (int)seconds + 3);
        var completed = events.Select(item => item.Data.GetProperty("jobs").GetProperty("completed").GetInt32()).ToList();
        completed.ShouldBeInOrder();
        completed[^1].ShouldBe(20);
        events[^1].Data.GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task An_ended_operation_is_told_at_once()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "completed");

        var events = await ReadAsync(server, operation);

        events.Select(item => item.EventType).ShouldBe(["progress", "done"]);
        events[0].Data.GetRawText().ShouldBe(events[1].Data.GetRawText());
    }

    [Fact]
    public async Task Nothing_is_told_while_nothing_changes()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "processing");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2.5));
        var events = new List<string>();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await using var stream = await server.Http.GetStreamAsync($"/api/batch-progress/{operation}/events", stop.Token);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop.Token))
                events.Add(item.EventType);
        });

        events.ShouldBe(["progress"]);
    }

    [Fact]
    public async Task A_viewer_that_comes_back_is_told_only_what_it_does_not_know()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "completed");
        var path = $"/api/batch-progress/{operation}/events";
        var events = await ReadAsync(server, operation);
        string progress = events[0].EventId!, done = events[1].EventId!;

        var sinceProgress = await server.SendAsync(HttpMethod.Get, path, null, ("Last-Event-ID", progress));
        var sinceDone = await server.SendAsync(HttpMethod.Get, path, null, ("Last-Event-ID", done));
        var sinceElsewhere = await server.SendAsync(HttpMethod.Get, path, null, ("Last-Event-ID", "something-else"));

        sinceProgress.Text.ShouldStartWith("event: done\n");
        sinceDone.ShouldBe(HttpStatusCode.NoContent);
        sinceElsewhere.Text.ShouldStartWith("event: progress\n");
    }

    [Fact]
    public async Task A_quiet_line_has_a_heartbeat_every_fifteen_seconds()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "processing");
        var time = new FakeTimeProvider();
        var source = server.Service<ProgressSource>();
        var query = new ProgressQuery(new OperationId(operation), null, 100);
        var first = (await source.GetAsync(query, TestContext.Current.CancellationToken))!;
        var events = new ProgressEvents(source, time, server.Service<IHostApplicationLifetime>(), NullLogger<ProgressEvents>.Instance)
            .WatchAsync(query, first, first.Stamp, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var next = events.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(15));

        (await next).ShouldBeTrue();
        events.Current.ShouldBe(ProgressEvent.Heartbeat);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task A_viewer_does_not_hold_up_the_end_of_the_server()
    {
        var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        await using var stream = await server.Http.GetStreamAsync($"/api/batch-progress/{operation}/events", TestContext.Current.CancellationToken);
        var started = TimeProvider.System.GetTimestamp();

        await server.DisposeAsync();

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task<List<SseItem<JsonElement>>> ReadAsync(ApiServer server, string operation)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var stream = await server.Http.GetStreamAsync($"/api/batch-progress/{operation}/events", cancelled);
        return await SseParser.Create(stream, (_, data) => JsonDocument.Parse(data.ToArray()).RootElement).EnumerateAsync(cancelled).ToListAsync(cancelled);
    }
}
