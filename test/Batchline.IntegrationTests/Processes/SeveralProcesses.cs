using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// Three processes on one database, of which now one is killed and another one takes its place, now one is stopped
/// until its accounts have been taken over. BATCHLINE_KILL_SEED repeats the choices.
/// </summary>
/// <param name="mode">Of all processes.</param>
public abstract class SeveralProcesses<TStore>(string mode = "Worker")
    where TStore : IStageStore, new()
{
    private const int Processes = 3;
    private const int Jobs = 60;
    private const int Kills = 4;
    private const int Stops = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task S1_to_S5_hold_over_three_processes_that_are_killed_and_stopped()
    {
        var seed = RunSetting.Of("BATCHLINE_KILL_SEED") ?? Random.Shared.Next();
        var random = new Random(seed);
        await using var stage = await SetAsync(seed);
        var simulator = stage.Simulator;
        var processes = new List<BatchlineProcess>();
        for (var number = 0; number < Processes; number++)
            processes.Add(stage.Start());
        var apis = await Task.WhenAll(processes.Select(process => process.ReadyAsync()));
        var accounts = await stage.AddAccountsAsync(apis[0]);
        await EndAsync(apis[1], await apis[2].InitAsync("listFirst"));
        stage.ChangeEveryJob();
        List<string> operations = [await apis[0].InitAsync("each")];
        var before = await stage.Store.PositionsAsync();

        foreach (var isKill in Enumerable.Repeat(true, Kills).Concat(Enumerable.Repeat(false, Stops)).OrderBy(_ => random.Next()).ToList())
        {
            var target = simulator.Log.Count + random.Next(5, 25);
            var victim = random.Next(Processes);
            await Until.TrueAsync(
                async () => simulator.Log.Count >= target || await apis[victim].HasEndedAsync(operations[^1]),
                $"requests go on (seed {seed})",
                () => processes[victim].Output);
            if (await apis[victim].HasEndedAsync(operations[^1]))
            {
                stage.ChangeEveryJob();
                operations.Add(await apis[victim].InitAsync("each"));
            }

            if (isKill)
            {
                await processes[victim].KillAsync();
                processes[victim] = stage.Start();
                apis[victim] = await processes[victim].ReadyAsync();
            }
            else
            {
                await StopAsync(processes[victim], stage.Store);
                await ShouldAllGoOnAsync(stage, accounts, apis[(victim + 1) % Processes], operations[^1]);
                if (await ContinueAsync(processes[victim], apis[(victim + 1) % Processes]) is false)
                {
                    processes[victim] = stage.Start();
                    apis[victim] = await processes[victim].ReadyAsync();
                }
            }

            var after = await stage.Store.PositionsAsync();
            before.WentBack(after).ShouldBeEmpty($"seed {seed}");
            before = after;
        }

        foreach (var operation in operations)
        {
            await EndAsync(apis[0], operation);
            var books = await Books.ReadAsync(apis[1], operation);
            books.Status.ShouldBe("completed");
            books.ShouldLoseNothingAndCountNothingTwice();
            books.ShouldAddUp(listed: 0);
        }

        foreach (var (account, token) in accounts.Zip(simulator.Tokens))
        {
            (await StoredDocuments.ReadAsync(apis[2], account)).ShouldBeTheJobs(stage.Truth(token));
            simulator.JobRequests(token).Values.Sum().ShouldBeLessThanOrEqualTo((operations.Count * Jobs) + Kills + Stops);
        }

        // S1 and S2 allow one request for each stop and account; a kill allows none.
        simulator.Report.S1Violations.ShouldBeLessThanOrEqualTo(Stops * accounts.Count, $"seed {seed}");
        simulator.Report.S2Violations.ShouldBeLessThanOrEqualTo(Stops * accounts.Count, $"seed {seed}");
        foreach (var process in processes)
            simulator.Tokens.ShouldAllBe(token => !process.Output.Contains(token, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {seed}: {Kills} kills, {Stops} stops, {simulator.Log.Count} requests, {simulator.Report.S1Violations} overlaps, {simulator.Report.S2Violations} early.");
    }

    /// <summary>Not in the middle of a write to a file: it would hold the file's lock against everybody until it goes on.</summary>
    private static async Task StopAsync(BatchlineProcess process, IStageStore store)
    {
        process.Send(Signal.Stop);
        while (!await store.IsWritableAsync())
        {
            process.Send(Signal.Continue);
            await Until.TrueAsync(store.IsWritableAsync, "the write ends", () => process.Output);
            process.Send(Signal.Stop);
        }
    }

    /// <returns>False: it ended, because its cluster took it for dead.</returns>
    private async Task<bool> ContinueAsync(BatchlineProcess process, BatchlineApi other)
    {
        if (mode != "Cluster")
        {
            process.Send(Signal.Continue);
            return true;
        }

        await Until.TrueAsync(
            async () => (await other.GetAsync("/api/cluster")).GetProperty("silos").GetArrayLength() == Processes - 1, "the others take the stopped process for dead");
        process.Send(Signal.Continue);
        (await process.EndAsync()).ShouldBe(75, process.Output);
        return false;
    }

    /// <summary>Whoever held them: every account has moved on, or has nothing left to do.</summary>
    private static async Task ShouldAllGoOnAsync(Stage stage, IReadOnlyList<string> accounts, BatchlineApi api, string operation)
    {
        var counts = accounts.Select((_, index) => Requests(stage, index)).ToList();
        await Until.TrueAsync(
            async () => accounts.Index().All(account => Requests(stage, account.Index) > counts[account.Index] + 1) || await api.HasEndedAsync(operation),
            "the accounts of the stopped process are taken over");
    }

    private static int Requests(Stage stage, int account) => stage.Simulator.Log.Read().Count(request => request.Account == account);

    private static Task<TimeSpan> EndAsync(BatchlineApi api, string operation) =>
        Until.TrueAsync(() => api.HasEndedAsync(operation), "the operation ends");

    private Task<Stage> SetAsync(int seed) => Stage.SetAsync(
        new TStore(),
        new SimulatorOptions
        {
            Seed = seed,
            Accounts = 6,
            JobsPerAccount = Jobs,
            UnscheduledShare = 0,
            MinInterval = Interval,
            JitterTolerance = Interval / 2,
            Latency = TimeSpan.FromMilliseconds(50),
        },
        ("Workiz:RequestTimeout", "00:00:01"),
        ("Process:LeaseDuration", "00:00:07"),
        ("Process:SliceBudget", "00:00:10"),
        ("Hosting:Mode", mode));
}
