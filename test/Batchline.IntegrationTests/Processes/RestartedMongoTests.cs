using System.Net;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>The server of the database is killed under load, once for less and once for more than a lease, and started again.</summary>
[Collection(ByTheClock.OnMongo)]
public sealed class RestartedMongoTests : IDisposable
{
    private const int Jobs = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(7);

    private readonly string _data = Path.GetTempFileName();
    private MongoWire? _server;

    public void Dispose()
    {
        _server?.Dispose();
        File.Delete(_data);
    }

    [Fact]
    public async Task While_MongoDB_is_away_accounts_wait_and_nothing_is_lost_or_asked_too_soon()
    {
        _server = MongoServer.StandIn(_data);
        await using var stage = await Stage.SetAsync(
            new MongoStageStore(_server.Uri),
            new SimulatorOptions { Accounts = 4, JobsPerAccount = Jobs, UnscheduledShare = 0, MinInterval = Interval, JitterTolerance = Interval / 2 },
            ("Workiz:RequestTimeout", "00:00:01"),
            ("Process:LeaseDuration", $"{Lease}"));
        var simulator = stage.Simulator;
        BatchlineProcess[] processes = [stage.Start(), stage.Start()];
        var apis = await Task.WhenAll(processes.Select(process => process.ReadyAsync()));
        var accounts = await stage.AddAccountsAsync(apis[0]);
        var operation = await apis[1].InitAsync("each");

        foreach (var outage in (TimeSpan[])[TimeSpan.FromSeconds(1), 1.5 * Lease])
        {
            var target = simulator.Log.Count + 40;
            await Until.TrueAsync(() => simulator.Log.Count >= target, "requests go on", () => processes[0].Output);
            _server.Kill();
            foreach (var api in apis)
                await Until.TrueAsync(async () => await ReadyAsync(api) == HttpStatusCode.ServiceUnavailable, "the process says that it is not ready");
            await Task.Delay(outage, TestContext.Current.CancellationToken);
            var sent = simulator.Log.Count;
            _server.Dispose();
            _server = MongoServer.StandIn(_data, _server.Port);
            foreach (var api in apis)
                await Until.TrueAsync(async () => await ReadyAsync(api) == HttpStatusCode.OK, "the process is ready again");
            simulator.Log.Count.ShouldBeLessThanOrEqualTo(sent + 4 * accounts.Count, "nothing is sent without a store");
        }

        await Until.TrueAsync(() => apis[0].HasEndedAsync(operation), "the operation ends by itself", () => processes[0].Output);
        var books = await Books.ReadAsync(apis[1], operation);
        books.Status.ShouldBe("completed");
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        foreach (var (account, token) in accounts.Zip(simulator.Tokens))
        {
            (await StoredDocuments.ReadAsync(apis[0], account)).ShouldBeTheJobs(stage.Truth(token));
            simulator.JobRequests(token).Values.Sum().ShouldBeLessThanOrEqualTo(Jobs + 2);
        }

        simulator.Verdict.Violations.ShouldBeEmpty();
    }

    private static async Task<HttpStatusCode> ReadyAsync(BatchlineApi api) => (await api.SendAsync(HttpMethod.Get, "/health/ready")).Status;
}
