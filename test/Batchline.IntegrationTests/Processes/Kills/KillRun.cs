using System.Diagnostics;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Reports;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes.Kills;

/// <summary>
/// One long run under kills: three accounts, a Workiz that fails now and then and for some jobs always, and operations
/// one after another until the program was killed often enough and the last operation has ended.
/// BATCHLINE_KILLS says how often, BATCHLINE_KILL_SEED repeats the moments.
/// </summary>
public sealed class KillRun : IAsyncLifetime
{
    public const int JobsPerAccount = 110;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly List<BatchlineProcess> _processes = [];
    private readonly List<TimeSpan> _resumed = [];
    private readonly List<TimeSpan> _starts = [];
    private readonly List<string> _wentBack = [];
    private readonly List<KillRound> _rounds = [];
    private Stage _stage = null!;
    private StoredPositions? _positions;
    private IReadOnlyList<string> _accounts = [];

    public int Seed { get; } = RunSetting.Of("BATCHLINE_KILL_SEED") ?? Random.Shared.Next();

    public int Wanted { get; } = RunSetting.Of("BATCHLINE_KILLS") ?? 25;

    public int Kills { get; private set; }

    internal SimulatorReport Report => _stage.Simulator.Report;

    /// <summary>The operations, each as it ended.</summary>
    internal IReadOnlyList<KillRound> Rounds => _rounds;

    /// <summary>
    /// From ready to the first request after a kill in the middle of an operation: the median, since an account that
    /// waits for a retry or a probe waits on after a kill.
    /// </summary>
    internal TimeSpan Resumed => Quantile(_resumed, 0.5);

    /// <summary>From the start of a process to ready: the median.</summary>
    internal TimeSpan StartTook => Quantile(_starts, 0.5);

    /// <summary>Heads and jobs that were looked at last.</summary>
    internal int Positions => _positions?.Count ?? 0;

    /// <summary>Rows whose (fence, seq) went back between two looks.</summary>
    internal IReadOnlyList<string> WentBack => _wentBack;

    internal IEnumerable<string> Outputs => _processes.Select(process => process.Output);

    internal IReadOnlyList<string> Tokens => _stage.Simulator.Tokens;

    public async ValueTask InitializeAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await RunAsync(new Random(Seed));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{this} The last process said:\n{_processes.LastOrDefault()?.Output}", e);
        }
        TestContext.Current.SendDiagnosticMessage($"{this} {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s.");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    public override string ToString() =>
        $"Seed {Seed}, {Kills} kills, {_rounds.Count} operations, {_stage.Simulator.Log.Count} requests, faults {string.Join(' ', Report.ByFault)}, "
        + $"{Report.S1Violations} overlaps, {Report.S2Violations} early, ready after {StartTook.TotalMilliseconds:0} ms (median), "
        + $"resumed {Resumed.TotalMilliseconds:0} ms later (median; longest {Quantile(_resumed, 1).TotalMilliseconds:0} ms).";

    private async Task RunAsync(Random random)
    {
        _stage = await Stage.SetAsync(Workiz(Seed), ("Process:AutoRetries", "1"), ("Process:RetryBaseDelay", "00:00:01"));
        var (process, api) = await StartAsync();
        _accounts = await _stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("listFirst");
        while (true)
        {
            // The first operation only lists, some pages an account.
            if (Kills < Wanted)
                await RequestsAsync(api, operation, random.Next(0, _rounds.Count == 0 ? 3 : 16));
            else
                await EndAsync(api, operation);
            if (await api.HasEndedAsync(operation))
            {
                await CloseRoundAsync(api, operation);
                if (Kills == Wanted)
                    break;
                _stage.ChangeEveryJob();
                operation = await api.InitAsync("each");
                continue;
            }
            await Task.Delay(random.Next(0, 50));
            await KillAsync(process);
            while (Kills < Wanted && random.Next(4) == 0)
            {
                // In the middle of its start, too.
                process = Begin();
                await Task.Delay(random.Next(50, 1_000));
                await KillAsync(process);
            }
            var requests = _stage.Simulator.Log.Count;
            (process, api) = await StartAsync();
            var ready = Stopwatch.GetTimestamp();
            if (!await RequestsAsync(api, operation, 1, requests))
                _resumed.Add(Stopwatch.GetElapsedTime(ready));
        }
    }

    /// <summary>Waits for so many more requests.</summary>
    /// <returns>Whether the operation ended before.</returns>
    private async Task<bool> RequestsAsync(BatchlineApi api, string operation, long more, long? since = null)
    {
        var target = (since ?? _stage.Simulator.Log.Count) + more;
        var (looks, ended) = (0, false);
        await Until.TrueAsync(
            async () => _stage.Simulator.Log.Count >= target || (++looks % 40 == 0 && (ended = await api.HasEndedAsync(operation))),
            "requests go on, or the operation ends");
        return ended;
    }

    /// <summary>An account whose last jobs are all bad is probed more and more rarely: its pauses may be longer than usual.</summary>
    private async Task EndAsync(BatchlineApi api, string operation)
    {
        while (!await api.HasEndedAsync(operation))
        {
            var requests = _stage.Simulator.Log.Count;
            await Until.TrueAsync(
                async () => _stage.Simulator.Log.Count > requests || await api.HasEndedAsync(operation),
                "requests go on, or the operation ends",
                patience: TimeSpan.FromMinutes(3));
        }
    }

    private BatchlineProcess Begin()
    {
        _processes.Add(_stage.Start());
        return _processes[^1];
    }

    private async Task<(BatchlineProcess Process, BatchlineApi Api)> StartAsync()
    {
        var process = Begin();
        var api = await process.ReadyAsync();
        _starts.Add(process.StartTook);
        var positions = await _stage.Store.PositionsAsync();
        _wentBack.AddRange(_positions?.WentBack(positions) ?? []);
        _positions = positions;
        return (process, api);
    }

    private async Task KillAsync(BatchlineProcess process)
    {
        await process.KillAsync();
        Kills++;
    }

    private async Task CloseRoundAsync(BatchlineApi api, string operation)
    {
        var accounts = new List<KillRoundAccount>();
        foreach (var (account, token) in _accounts.Zip(Tokens))
        {
            accounts.Add(new KillRoundAccount(
                account,
                _stage.Truth(token),
                await StoredDocuments.ReadAsync(api, account),
                _stage.Simulator.BadJobs(token)));
        }
        _rounds.Add(new KillRound(await Books.ReadAsync(api, operation), accounts));
    }

    private static SimulatorOptions Workiz(int seed) => new()
    {
        Seed = seed,
        Accounts = 3,
        JobsPerAccount = JobsPerAccount,
        UnscheduledShare = 0,
        MinInterval = Interval,
        Latency = TimeSpan.FromMilliseconds(20),
        LatencyJitter = TimeSpan.FromMilliseconds(30),
        GoneShape = GoneShape.Mixed,
        JobShape = JobShape.Mixed,
        Faults = new FaultProfile
        {
            Rates = new Dictionary<FaultKind, double>
            {
                [FaultKind.ServerError] = 0.02,
                [FaultKind.ResetBeforeHeaders] = 0.01,
                [FaultKind.CloseBeforeHeaders] = 0.01,
                [FaultKind.ResetInBody] = 0.01,
                [FaultKind.HtmlPage] = 0.005,
                [FaultKind.TruncatedJson] = 0.005,
            },
            BadJobs = new Dictionary<FaultKind, double>
            {
                [FaultKind.Gone] = 0.02,
                [FaultKind.WrongUuid] = 0.01,
                [FaultKind.FlagFalse] = 0.005,
                [FaultKind.HtmlPage] = 0.005,
                [FaultKind.ServerError] = 0.005,
            },
        },
    };

    private static TimeSpan Quantile(List<TimeSpan> times, double quantile) =>
        times.Order().ElementAtOrDefault((int)(quantile * (times.Count - 1)));
}
