using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>SIGTERM: the request in flight is finished and recorded, no other starts.</summary>
[Collection(ByTheClock.OnSqlite)]
public sealed class SignalTests
{
    [Fact]
    public async Task SIGTERM_ends_the_process_within_a_second_of_the_job_in_flight_and_keeps_its_checkpoint()
    {
        var latency = TimeSpan.FromMilliseconds(800);
        await using var stage = await Stage.SetAsync(new SimulatorOptions
        {
            Accounts = 1,
            JobsPerAccount = 8,
            UnscheduledShare = 0,
            MinInterval = TimeSpan.FromMilliseconds(200),
            Latency = latency,
        });
        var simulator = stage.Simulator;
        var process = stage.Start();
        var api = await process.ReadyAsync();
        await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");

        await Until.TrueAsync(() => simulator.Log.Read() is [.., { Uuid: not null, EndedMs: null }], "a job is in flight", () => process.Output);
        var inFlight = simulator.Log.Read()[^1];
        var (exitCode, took) = await process.TerminateAsync();

        exitCode.ShouldBe(0, process.Output);
        took.ShouldBeLessThan(latency + TimeSpan.FromSeconds(1));
        simulator.Log.Count.ShouldBe(inFlight.Sequence);
        simulator.Log.Read()[^1].Status.ShouldBe(200);

        var next = stage.Start();
        api = await next.ReadyAsync();
        await Until.TrueAsync(() => api.HasEndedAsync(operation), "the operation ends", () => next.Output);
        simulator.JobRequests(simulator.Tokens[0]).Values.ShouldAllBe(requests => requests == 1);
        var books = await Books.ReadAsync(api, operation);
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"Ended {took.TotalMilliseconds:0} ms after SIGTERM, with a request of {latency.TotalMilliseconds} ms in flight.");
    }
}
