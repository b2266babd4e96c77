using System.Diagnostics;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>Thousands of accounts in one process, each at one request a second; the simulator shares the machine.</summary>
internal sealed class Crowd : IBenchmark
{
    private const double Aim = 0.98;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>So long after the start all are planned and at their pace.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongSettleTime = TimeSpan.FromSeconds(25);

    public string Name => "crowd";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick) => quick
        ? await RunAsync(1_000, SettleTime, TimeSpan.FromSeconds(8))
        : [.. await RunAsync(1_000, SettleTime, TimeSpan.FromSeconds(15)), .. await RunAsync(5_000, LongSettleTime, TimeSpan.FromSeconds(20))];

    private static async Task<IReadOnlyList<Figure>> RunAsync(int accounts, TimeSpan settle, TimeSpan window)
    {
        var jobs = (int)((settle + window) / Interval) + 5;
        await using var simulator = await SimulatorProcess.StartAsync(
            new SimulatorOptions { Accounts = accounts, JobsPerAccount = jobs, MinInterval = Interval });
        using var data = new DataFolder();
        await using var stage = await Stage.SetAsync(data, simulator.BaseUrl, Interval);
        await Seed.AccountsAsync(stage, simulator.Tokens, simulator.JobsAsync);
        GC.Collect();

        await stage.BeginAsync();
        await Task.Delay(settle);
        using var self = Process.GetCurrentProcess();
        var (begun, cpu, before) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime, await RequestsAsync(simulator));
        await Task.Delay(window);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        var sent = await RequestsAsync(simulator) - before;
        self.Refresh();

        var share = sent / (accounts * (elapsed / Interval));
        var cores = (self.TotalProcessorTime - cpu) / elapsed / accounts * 1_000;
        var megabytes = self.WorkingSet64 / 1e6 / accounts * 1_000;
        return
        [
            new Figure($"{accounts:N0} accounts at one request a second: share of the ideal", $"{share:0.000} ({sent / elapsed.TotalSeconds:0} requests/s)", $"{Aim} (report)", share >= Aim),
            new Figure($"{accounts:N0} accounts: for each 1,000", $"{cores:0.00} cores, {megabytes:0} MB", "report", null),
        ];
    }

    private static async Task<long> RequestsAsync(SimulatorProcess simulator) =>
        (await simulator.ReportAsync()).GetProperty("requests").GetInt64();
}
