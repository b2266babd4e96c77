using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Reports;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// Every fault that may meet any request at once, bad jobs of every kind, two outages, and kills: one operation lists the jobs,
/// everybody edits them, and a second one asks for each. BATCHLINE_FAULT_ACCOUNTS, BATCHLINE_FAULT_JOBS and
/// BATCHLINE_FAULT_KILLS make it larger, BATCHLINE_FAULT_SEED another one.
/// </summary>
internal sealed class EveryFaultRun : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Stage _stage;
    private readonly int _kills = RunSetting.Of("BATCHLINE_FAULT_KILLS") ?? 2;
    private BatchlineProcess _process;
    private BatchlineApi _api;

    private EveryFaultRun(Stage stage, BatchlineProcess process, BatchlineApi api) => (_stage, _process, _api) = (stage, process, api);

    public IReadOnlyList<string> Tokens => _stage.Simulator.Tokens;

    public SimulatorReport Report => _stage.Simulator.Report;

    public int Resumed { get; private set; }

    /// <summary>One that is over soon: where the last jobs of an account are all bad, it is probed more and more rarely.</summary>
    public static int Seed => RunSetting.Of("BATCHLINE_FAULT_SEED") ?? 1;

    private static int JobsPerAccount => RunSetting.Of("BATCHLINE_FAULT_JOBS") ?? 25;

    public static async Task<EveryFaultRun> StartAsync()
    {
        var stage = await Stage.SetAsync(
            Workiz(),
            ("Process:AutoRetries", "1"),
            ("Process:RetryBaseDelay", "00:00:01"),
            ("Process:LeaseDuration", "00:00:10"),
            ("Workiz:RequestTimeout", "00:00:02"),

            // Set and not learned: answers of 429 without a reason would teach a quota that nobody has.
            ("Workiz:QuotaCalls", "1000"),
            ("Workiz:QuotaWindow", "00:00:01"));
        var process = stage.Start();
        return new EveryFaultRun(stage, process, await process.ReadyAsync());
    }

    public async Task<IReadOnlyList<string>> AddAccountsAsync() => await _stage.AddAccountsAsync(_api);

    public Dictionary<string, JsonElement> Truth(string token) => _stage.Truth(token);

    public void ChangeEveryJob() => _stage.ChangeEveryJob();

    public async Task<IReadOnlyDictionary<string, JsonElement>> StoredAsync(string account) => await StoredDocuments.ReadAsync(_api, account);

    /// <summary>How the requests for each job of an account ended, in order, of those after a sequence.</summary>
    public IReadOnlyDictionary<string, List<RequestRecord>> Answers(int account, long after) => _stage.Simulator.Log.Read(after)
        .Where(record => record.Account == account && record.Uuid is not null)
        .GroupBy(record => record.Uuid!)
        .ToDictionary(records => records.Key, records => records.ToList());

    public long Requests => _stage.Simulator.Log.Count;

    /// <summary>Runs an operation to its end; kills the program now and then when asked to.</summary>
    public async Task<Books> OperateAsync(string strategy, Random? killing)
    {
        var operation = await _api.InitAsync(strategy);
        var kills = killing is null ? 0 : _kills;
        var step = Tokens.Count * JobsPerAccount / (kills + 1);
        for (var kill = 0; kill < kills; kill++)
        {
            await GoOnAsync(operation, step / 2 + killing!.Next(step));
            await _process.KillAsync();
            _api.Dispose();
            _process = _stage.Start();
            _api = await _process.ReadyAsync();
        }
        await GoOnAsync(operation, long.MaxValue);
        return await Books.ReadAsync(_api, operation);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _stage.DisposeAsync();
    }

    public override string ToString() => $"{Report.Requests} requests, faults {string.Join(' ', Report.ByFault)}, {Resumed} accounts resumed";

    /// <summary>Waits for so many more requests or the end, and takes accounts on whose key was refused twice by chance.</summary>
    private async Task GoOnAsync(string operation, long more)
    {
        var (last, since, target) = (Requests, DateTime.UtcNow, more == long.MaxValue ? more : Requests + more);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var looks = 0; Requests < target; looks++)
        {
            if (looks % 25 == 0)
            {
                if (await _api.HasEndedAsync(operation))
                    return;
                await ResumeAsync(operation);
            }
            if (Requests != last)
                (last, since) = (Requests, DateTime.UtcNow);
            if (DateTime.UtcNow - since > Patience)
                throw new TimeoutException($"No request for {Patience.TotalSeconds} s: {await _api.ProgressAsync(operation)}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task ResumeAsync(string operation)
    {
        var blocked = (await _api.ProgressAsync(operation)).GetProperty("accountStates").EnumerateArray()
            .Count(state => state.GetProperty("status").GetString() == "blocked");
        if (blocked == 0)
            return;
        var (status, body) = await _api.PostAsync($"/api/operations/{operation}/resume");
        ((int)status).ShouldBeInRange(200, 299, $"{body}");
        Resumed += blocked;
    }

    private static SimulatorOptions Workiz() => new()
    {
        Seed = Seed,
        Accounts = RunSetting.Of("BATCHLINE_FAULT_ACCOUNTS") ?? 2,
        JobsPerAccount = JobsPerAccount,
        UnscheduledShare = 0,
        MinInterval = Interval,
        Latency = TimeSpan.FromMilliseconds(10),
        LatencyJitter = TimeSpan.FromMilliseconds(20),
        GoneShape = GoneShape.Mixed,
        JobShape = JobShape.Mixed,
        Faults = new FaultProfile
        {
            // A job that is gone by chance would be no fault: whoever asks has to believe it.
            Rates = Kinds().Except([FaultKind.Gone]).ToDictionary(kind => kind, _ => 0.005),
            BadJobs = Kinds().Except([FaultKind.RefusedToken, FaultKind.QuotaReached, FaultKind.QuotaReachedWithRetryAfter])
                .ToDictionary(kind => kind, _ => 0.004),
            SlowBodyTime = TimeSpan.FromMilliseconds(300),
            HugeBodyBytes = 24 << 20,
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        Events =
        [
            new OutageEvent { At = TimeSpan.FromSeconds(4), Duration = TimeSpan.FromSeconds(1), Mode = OutageMode.Refused },
            new OutageEvent { At = TimeSpan.FromSeconds(8), Duration = TimeSpan.FromSeconds(1), Mode = OutageMode.Cloudflare },
        ],
    };

    /// <summary>Those that may meet any request. The later kinds belong to one place, and a share of them would hide rows from the listing.</summary>
    private static IEnumerable<FaultKind> Kinds() => FaultKinds.All.Where(kind => kind <= FaultKind.ConnectionRefused);
}
