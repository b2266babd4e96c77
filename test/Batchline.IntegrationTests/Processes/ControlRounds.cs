using System.Diagnostics;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// Two processes on one server, and operations one after another that are paused, resumed, cancelled and retried at random
/// moments by either of them. BATCHLINE_ROUNDS says how many, BATCHLINE_KILL_SEED repeats the choices.
/// </summary>
public abstract class ControlRounds<TStore>
    where TStore : IStageStore, new()
{
    private const int Usually = 6;
    private const int Jobs = 12;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task S6_commands_at_random_moments_leave_legal_states_and_exact_counts()
    {
        var seed = RunSetting.Of("BATCHLINE_KILL_SEED") ?? Random.Shared.Next();
        var random = new Random(seed);
        await using var stage = await Stage.SetAsync(
            new TStore(),
            Workiz(),
            ("Process:AutoRetries", "0"),
            ("Process:MaxRetries", "100"));
        var processes = new[] { stage.Start(), stage.Start() };
        var apis = await Task.WhenAll(processes.Select(process => process.ReadyAsync()));
        var accounts = await stage.AddAccountsAsync(apis[0]);
        await EndAsync(apis[1], await apis[0].InitAsync("listFirst"));
        var tally = new ControlTally();
        var begun = Stopwatch.GetTimestamp();

        for (var rounds = RunSetting.Of("BATCHLINE_ROUNDS") ?? Usually; rounds > 0; rounds--)
            await new ControlRound(stage, apis, random, tally).RunAsync($"seed {seed}, {rounds} rounds left");

        var took = Stopwatch.GetElapsedTime(begun);
        stage.ChangeEveryJob();
        await EndAsync(apis[0], await apis[1].InitAsync("each"));
        foreach (var (account, token) in accounts.Zip(stage.Simulator.Tokens))
        {
            var (stored, truth, bad) = (await StoredDocuments.ReadAsync(apis[0], account), stage.Truth(token), stage.Simulator.BadJobs(token));
            stored.Count.ShouldBe(Jobs);
            Good(stored, bad).ShouldBeTheJobs(Good(truth, bad));
        }

        // At so quick a pace a busy machine alone makes requests arrive early: the other tests judge that, at a slower one.
        stage.Simulator.Report.S1Violations.ShouldBe(0, $"seed {seed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}, {took.TotalSeconds:0} s, {stage.Simulator.Log.Count} requests: {tally}");
    }

    private static Task<TimeSpan> EndAsync(BatchlineApi api, string operation) =>
        Until.TrueAsync(() => api.HasEndedAsync(operation), "the operation ends");

    private static Dictionary<string, T> Good<T>(IReadOnlyDictionary<string, T> jobs, IReadOnlyDictionary<string, FaultKind> bad) =>
        jobs.Where(job => !bad.ContainsKey(job.Key)).ToDictionary();

    private static SimulatorOptions Workiz() => new()
    {
        Seed = 2,
        Accounts = 3,
        JobsPerAccount = Jobs,
        UnscheduledShare = 0,
        MinInterval = Interval,
        Latency = TimeSpan.FromMilliseconds(20),
        Faults = new FaultProfile
        {
            BadJobs = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.1, [FaultKind.Gone] = 0.05 },
        },
    };
}
