using System.Diagnostics;
using Batchline.Simulator;

namespace Batchline.IntegrationTests.Processes;

public static class LeaderTests
{
    [Collection(ByTheClock.OnSqlite)]
    public sealed class OnSqlite : KilledLeader<SqliteStageStore>;

    [Collection(ByTheClock.OnMongo)]
    public sealed class OnMongo : KilledLeader<MongoStageStore>;
}

/// <summary>
/// Three processes on one database: one leads, and works for all accounts; the others are its reserve. BATCHLINE_LEADER_KILLS
/// says how often the leader is killed.
/// </summary>
public abstract class KilledLeader<TStore>
    where TStore : IStageStore, new()
{
    private const string Leads = "This process leads now";
    private const int Processes = 3;
    private const int Accounts = 6;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Work_goes_on_for_every_account_within_ten_seconds_of_the_leaders_death_and_one_process_leads()
    {
        var kills = RunSetting.Of("BATCHLINE_LEADER_KILLS") ?? 2;
        var seed = RunSetting.Of("BATCHLINE_KILL_SEED") ?? Random.Shared.Next();
        var random = new Random(seed);
        await using var stage = await SetAsync(kills);
        var processes = new List<BatchlineProcess>();
        for (var number = 0; number < Processes; number++)
            processes.Add(stage.Start());
        var api = (await Task.WhenAll(processes.Select(process => process.ReadyAsync())))[0];
        await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");
        await MovedAsync(stage, 1, processes);
        var pauses = new List<TimeSpan>();

        for (var kill = 0; kill < kills; kill++)
        {
            var leader = Leader(processes);
            await MovedAsync(stage, random.Next(1, 8), processes);
            await leader.KillAsync();
            var begun = Stopwatch.GetTimestamp();

            // A request may have been under way when it died; the second one is another process's.
            await MovedAsync(stage, 2, processes);
            pauses.Add(Stopwatch.GetElapsedTime(begun));
            processes.Remove(leader);
            processes.Count(process => process.TimesSaid(Leads) > 0).ShouldBe(1, $"seed {seed}");
            processes.Add(stage.Start());
            await processes[^1].ReadyAsync();
        }

        pauses.ShouldAllBe(pause => pause < Longest);
        stage.Simulator.Verdict.Violations.ShouldBeEmpty();
        api = await processes[^1].ReadyAsync();
        await Until.TrueAsync(() => api.HasEndedAsync(operation), "the operation ends", () => Leader(processes).Output, TimeSpan.FromMinutes(1) + (Interval * JobsFor(kills)));
        (await Books.ReadAsync(api, operation)).ShouldLoseNothingAndCountNothingTwice();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {seed}: {kills} kills; work went on after {string.Join(", ", pauses.Select(pause => $"{pause.TotalSeconds:0.0}"))} s.");
    }

    [Fact]
    public async Task The_reserve_takes_over_at_once_from_a_leader_that_is_told_to_end()
    {
        await using var stage = await SetAsync(kills: 0);
        List<BatchlineProcess> processes = [stage.Start()];
        var api = await processes[0].ReadyAsync();
        await stage.AddAccountsAsync(api);
        await api.InitAsync("each");
        await MovedAsync(stage, 1, processes);
        processes.Add(stage.Start());
        await processes[1].ReadyAsync();

        var ending = processes[0].TerminateAsync();
        var took = await Until.TrueAsync(() => processes[1].TimesSaid(Leads) == 1, "the other process leads", () => processes[1].Output);

        // It tries every second.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(1) + Stage.AtOnce(processes[1].StartTook));
        (await ending).ExitCode.ShouldBe(0);
        await MovedAsync(stage, 2, processes);
        stage.Simulator.Verdict.Violations.ShouldBeEmpty();
    }

    private static int JobsFor(int kills) => 30 + (kills * 22);

    private static BatchlineProcess Leader(List<BatchlineProcess> processes) => processes.Single(process => process.TimesSaid(Leads) > 0);

    /// <summary>Every account has sent so many more requests.</summary>
    private static Task<TimeSpan> MovedAsync(Stage stage, int requests, List<BatchlineProcess> processes)
    {
        var before = Counts(stage);
        return Until.TrueAsync(
            () => Counts(stage).Zip(before).All(count => count.First >= count.Second + requests),
            $"every account sends {requests} more requests",
            () => string.Join("\n--\n", processes.Select(process => process.Output)));
    }

    private static List<int> Counts(Stage stage)
    {
        var log = stage.Simulator.Log.Read();
        return [.. Enumerable.Range(0, Accounts).Select(account => log.Count(request => request.Account == account))];
    }

    private static Task<Stage> SetAsync(int kills) => Stage.SetAsync(
        new TStore(),
        new SimulatorOptions
        {
            Accounts = Accounts,
            JobsPerAccount = JobsFor(kills),
            UnscheduledShare = 0,
            MinInterval = Interval,
            JitterTolerance = Interval / 2,
        });
}
