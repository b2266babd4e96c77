using Batchline.Simulator;

namespace Batchline.IntegrationTests.Processes;

/// <summary>Two processes on one MongoDB share the accounts, and the heirs of a killed one are quick.</summary>
[Collection(ProcessCollection.Name)]
public sealed class SharedAccountsTests
{
    private const int Accounts = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan SliceBudget = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_process_that_comes_later_gets_half_of_the_accounts_and_a_killed_ones_half_is_taken_over_within_the_lease()
    {
        await using var stage = await Stage.SetAsync(
            new MongoStageStore(),
            new SimulatorOptions { Accounts = Accounts, JobsPerAccount = 400, UnscheduledShare = 0, MinInterval = Interval, JitterTolerance = Interval / 2 },
            ("Workiz:RequestTimeout", "00:00:01"),
            ("Process:LeaseDuration", $"{Lease}"),
            ("Process:SliceBudget", $"{SliceBudget}"));
        var first = stage.Start();
        var api = await first.ReadyAsync();
        await stage.AddAccountsAsync(api);
        await api.InitAsync("each");
        await MoveOnAsync(stage, 1);
        var second = stage.Start();
        var other = await second.ReadyAsync();

        // At the end of its slices the first process hands over what is more than its half.
        await MoveOnAsync(stage, (int)(3 * SliceBudget / Interval));
        var before = Counts(stage);
        await first.KillAsync();
        await Until.TrueAsync(() => Moved(stage, before, 4).Count >= Accounts / 2, "the other process goes on", () => second.Output);
        var kept = Moved(stage, before, 2);
        var taken = await Until.TrueAsync(() => Moved(stage, before, 2).Count == Accounts, "the accounts of the killed process are taken over", () => second.Output);

        kept.Count.ShouldBe(Accounts / 2);
        taken.ShouldBeLessThan(Lease + Stage.AtOnce(second.StartTook));
        stage.Simulator.Verdict.Violations.ShouldBeEmpty();
        (await other.GetAsync("/api/accounts?limit=100")).GetProperty("items").GetArrayLength().ShouldBe(Accounts);
        TestContext.Current.TestOutputHelper?.WriteLine($"All {Accounts} accounts moved {taken.TotalMilliseconds:0} ms after the kill was noticed.");
    }

    private static Task<TimeSpan> MoveOnAsync(Stage stage, int requests)
    {
        var before = Counts(stage);
        return Until.TrueAsync(() => Moved(stage, before, requests).Count == Accounts, $"every account sends {requests} more requests");
    }

    private static List<int> Moved(Stage stage, List<int> before, int requests) =>
        [.. Counts(stage).Index().Where(account => account.Item >= before[account.Index] + requests).Select(account => account.Index)];

    private static List<int> Counts(Stage stage)
    {
        var log = stage.Simulator.Log.Read();
        return [.. Enumerable.Range(0, Accounts).Select(account => log.Count(request => request.Account == account))];
    }
}
