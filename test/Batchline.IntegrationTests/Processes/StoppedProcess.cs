using System.Text.Json.Nodes;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>SIGSTOP for longer than the lease, with a request in flight, while another process works on the same database.</summary>
public abstract class StoppedProcess<TStore>
    where TStore : IStageStore, new()
{
    private const string LeaseLost = "The lease of account";
    private const string NewNotes = "Written while a process was stopped.";
    private const int Stops = 2;
    private const int Jobs = 50;

    [Fact]
    public async Task S5_a_process_that_was_stopped_longer_than_its_lease_changes_nothing()
    {
        await using var stage = await SetAsync();
        var simulator = stage.Simulator;
        var holder = stage.Start();
        var api = await holder.ReadyAsync();
        var accounts = await stage.AddAccountsAsync(api);
        await EndAsync(api, await api.InitAsync("listFirst"), holder);
        stage.ChangeEveryJob();
        var operation = await api.InitAsync("each");
        await InFlightAsync(simulator, holder);
        var other = stage.Start();
        api = await other.ReadyAsync();

        for (var stop = 0; stop < Stops; stop++)
        {
            var inFlight = await InFlightAsync(simulator, holder);
            holder.Send(Signal.Stop);

            // Its answers lie in its sockets when they are no longer true.
            await Until.TrueAsync(() => simulator.Log.Read().All(request => request.EndedMs is not null), "the answers have left");
            foreach (var request in inFlight)
                simulator.ChangeJob(simulator.Tokens[request.Account], request.Uuid!, new JsonObject { ["JobNotes"] = NewNotes });
            foreach (var request in inFlight)
            {
                var job = $"/api/accounts/{accounts[request.Account]}/jobs/{request.Uuid}";
                await Until.TrueAsync(async () => await NotesAsync(api, job) == NewNotes, "the other process takes over", () => other.Output);
            }
            var takenOver = await stage.Store.PositionsAsync();
            var lost = holder.TimesSaid(LeaseLost);
            holder.Send(Signal.Continue);
            await Until.TrueAsync(() => holder.TimesSaid(LeaseLost) == lost + accounts.Count, "it notices what it lost", () => holder.Output);

            var after = await stage.Store.PositionsAsync();
            takenOver.WentBack(after).ShouldBeEmpty();
            accounts.ShouldAllBe(account => after.FenceOfHead(account) == takenOver.FenceOfHead(account));
            foreach (var request in inFlight)
                (await NotesAsync(api, $"/api/accounts/{accounts[request.Account]}/jobs/{request.Uuid}")).ShouldBe(NewNotes);
            (holder, other) = (other, holder);
            api = await other.ReadyAsync();
        }

        await EndAsync(api, operation, holder);
        var books = await Books.ReadAsync(api, operation);
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        foreach (var (account, token) in accounts.Zip(simulator.Tokens))
        {
            (await StoredDocuments.ReadAsync(api, account)).ShouldBeTheJobs(stage.Truth(token));
            simulator.JobRequests(token).Count.ShouldBe(Jobs);
            simulator.JobRequests(token).Values.Sum().ShouldBeLessThanOrEqualTo(Jobs + Stops);
        }

        // S1 and S2 allow one request per stop and account.
        simulator.Report.S1Violations.ShouldBeLessThanOrEqualTo(Stops * accounts.Count);
        simulator.Report.S2Violations.ShouldBeLessThanOrEqualTo(Stops * accounts.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Stops} stops, {simulator.Log.Count} requests, {simulator.Report.S1Violations} overlaps, {simulator.Report.S2Violations} early.");
    }

    private static Task<Stage> SetAsync()
    {
        var interval = TimeSpan.FromMilliseconds(200);
        return Stage.SetAsync(
            new TStore(),
            new SimulatorOptions
            {
                Accounts = 2,
                JobsPerAccount = Jobs,
                UnscheduledShare = 0,
                MinInterval = interval,
                JitterTolerance = interval / 2,
                Latency = TimeSpan.FromMilliseconds(400),
            },
            ("Workiz:RequestTimeout", "00:00:01"),
            ("Process:LeaseDuration", "00:00:07"),

            // One slice to the end: at its end a process hands over what is more than its share.
            ("Process:SliceBudget", "00:05:00"));
    }

    /// <summary>
    /// Waits until every account has just sent a request for a job: then no write is under way, and none begins before the
    /// process is stopped. In the middle of one it would hold the database's lock against everybody.
    /// </summary>
    private static async Task<IReadOnlyList<RequestRecord>> InFlightAsync(WorkizSimulator simulator, BatchlineProcess holder)
    {
        IReadOnlyList<RequestRecord> inFlight = [];
        var known = simulator.Log.Count;
        await Until.TrueAsync(
            () =>
            {
                var log = simulator.Log.Read();
                inFlight = [.. log.Where(request => request is { EndedMs: null, Kind: CallKind.JobGet })];
                var arrived = log.Count > known;
                known = log.Count;
                return arrived && inFlight.Count == simulator.Tokens.Count && inFlight[^1].ArrivedMs - inFlight[0].ArrivedMs < 220;
            },
            "every account has a job in flight",
            () => holder.Output);
        return inFlight;
    }

    private static Task<TimeSpan> EndAsync(BatchlineApi api, string operation, BatchlineProcess worker) =>
        Until.TrueAsync(() => api.HasEndedAsync(operation), "the operation ends", () => worker.Output);

    private static async Task<string?> NotesAsync(BatchlineApi api, string job) =>
        (await api.GetAsync(job)).GetProperty("document").GetProperty("JobNotes").GetString();
}
