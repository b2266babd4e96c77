using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>The story that the program is for, with a kill -9 in the middle: the same on every store.</summary>
public abstract class KilledAndStartedAgain<TStore>
    where TStore : IStageStore, new()
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(9);
    private static readonly (string Key, string Value)[] ShortLease = [("Workiz:RequestTimeout", "00:00:03"), ("Process:LeaseDuration", $"{Lease}")];

    [Fact]
    public async Task A_killed_sync_goes_on_at_once_and_ends_by_itself_with_every_job_read_once()
    {
        await using var stage = await Stage.SetAsync(
            new TStore(),
            new SimulatorOptions
            {
                Accounts = 2,
                JobsPerAccount = 40,
                UnscheduledShare = 0,
                MinInterval = Interval,
                JitterTolerance = Interval / 2,
                Latency = TimeSpan.FromMilliseconds(40),
            },
            ShortLease);
        var simulator = stage.Simulator;
        var killed = stage.Start();
        var api = await killed.ReadyAsync();
        var accounts = await stage.AddAccountsAsync(api);

        var listing = await api.InitAsync("listFirst");
        await Until.TrueAsync(() => api.HasEndedAsync(listing), "the listing ends", () => killed.Output);
        (await EndedAsync(api, listing)).ShouldAddUp(listed: 40);
        await ShouldBeInStepAsync(stage, api, accounts);
        simulator.Report.ByKind.GetValueOrDefault(CallKind.JobGet).ShouldBe(0);

        stage.ChangeEveryJob();
        var each = await api.InitAsync("each");
        var half = simulator.Log.Count + 40;
        await Until.TrueAsync(() => simulator.Log.Count >= half, "half of the jobs were asked for", () => killed.Output);
        await killed.KillAsync();
        var before = simulator.Log.Count;

        var second = stage.Start();
        api = await second.ReadyAsync();
        var resumed = await Until.TrueAsync(() => simulator.Log.Count > before, "requests resume", () => second.Output);
        resumed.ShouldBeLessThan(Stage.AtOnce(second.StartTook) + Interval + stage.Store.TakenOverWithin(Lease));

        await Until.TrueAsync(() => api.HasEndedAsync(each), "the operation ends", () => second.Output);
        var books = await EndedAsync(api, each);
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        await ShouldBeInStepAsync(stage, api, accounts);
        foreach (var token in simulator.Tokens)
        {
            // One answer at most was on its way to the process that died.
            simulator.JobRequests(token).Count.ShouldBe(40);
            simulator.JobRequests(token).Values.Sum().ShouldBeLessThanOrEqualTo(41);
        }
        simulator.Verdict.Violations.ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine($"Resumed {resumed.TotalMilliseconds:0} ms after it was ready; {simulator.Log.Count} requests.");
    }

    [Fact]
    public async Task S2_the_pace_is_kept_over_a_kill_that_lasts_shorter_than_the_interval()
    {
        var interval = TimeSpan.FromSeconds(4);
        await using var stage = await Stage.SetAsync(
            new TStore(),
            new SimulatorOptions
            {
                Accounts = 2,
                JobsPerAccount = 3,
                UnscheduledShare = 0,
                MinInterval = interval,
                Latency = TimeSpan.FromMilliseconds(300),
            },
            ShortLease);
        var simulator = stage.Simulator;
        var process = stage.Start();
        var api = await process.ReadyAsync();
        await stage.AddAccountsAsync(api);
        await api.InitAsync("each");

        foreach (var requests in (long[])[2, 4])
        {
            await Until.TrueAsync(() => simulator.Log.Count >= requests, "both accounts sent a request", () => process.Output);
            await process.KillAsync();
            process = stage.Start();
            await process.ReadyAsync();
            await Until.TrueAsync(() => simulator.Log.Count >= requests + 2, "both accounts go on", () => process.Output);
        }

        simulator.Verdict.Violations.ShouldBeEmpty();
        simulator.Report.SmallestGapMs.ShouldNotBeNull().ShouldBeGreaterThan(interval.TotalMilliseconds - 50);
    }

    private static async Task<Books> EndedAsync(BatchlineApi api, string operation)
    {
        var books = await Books.ReadAsync(api, operation);
        books.Status.ShouldBe("completed", $"{books.Progress}");
        return books;
    }

    private static async Task ShouldBeInStepAsync(Stage stage, BatchlineApi api, IReadOnlyList<string> accounts)
    {
        foreach (var (account, token) in accounts.Zip(stage.Simulator.Tokens))
            (await StoredDocuments.ReadAsync(api, account)).ShouldBeTheJobs(stage.Truth(token));
    }
}
