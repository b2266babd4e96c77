using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// Thousands of accounts in one process, each at one request a second; the simulator shares the machine. What a request takes
/// of the processor is compared with a bare loop without any pace.
/// </summary>
internal sealed class Crowd : IBenchmark
{
    private const double BareAim = 1.5;
    private const double MemoryAim = 35;

    /// <summary>What a program takes without any account.</summary>
    private const double Base = 100;
    private const int BareAccounts = 20;
    private const int BareJobs = 400;

    /// <summary>Rounds until the code of the bare loop is compiled for good.</summary>
    private const int WarmUp = 4;
    private const int Rounds = 5;

    public string Name => "crowd";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var bare = await BareAsync();
        var figures = new List<Figure>();
        foreach (var (accounts, share) in quick ? [(1_000, 0.985)] : new[] { (1_000, 0.985), (5_000, 0.985), (8_000, 0.95) })
            figures.AddRange(await RunAsync(accounts, share, bare));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> RunAsync(int accounts, double aim, double bare)
    {
        await using var database = await EmbeddedDatabase.StartAsync();
        var costs = await CrowdCosts.TakeAsync(database, accounts);
        var request = costs.Program * 1e6 / costs.RequestsPerSecond;
        var megabytes = (costs.Megabytes - Base) / accounts * 1_000;
        return
        [
            new Figure($"{accounts:N0} accounts at one request a second: share of the ideal", $"{costs.Share:0.000} ({costs.RequestsPerSecond:0} requests/s)", $"≥ {aim}", costs.Share >= aim),
            new Figure("… processor of a request, to one of a bare loop without pace", $"{request / bare:0.00} ({request:0} µs to {bare:0} µs)", $"≤ {BareAim}", request / bare <= BareAim),
            new Figure($"… memory for each 1,000 accounts beyond {Base:0} MB", $"{megabytes:0} MB ({costs.Megabytes:0} MB in all)", $"≤ {MemoryAim} MB", megabytes <= MemoryAim),
        ];
    }

    /// <summary>The processor time of a job, in microseconds.</summary>
    private static async Task<double> BareAsync()
    {
        await using var simulator = await SimulatorProcess.StartAsync(
            new SimulatorOptions { Accounts = BareAccounts, JobsPerAccount = BareJobs, MinInterval = TimeSpan.Zero });
        using var data = new DataFolder();
        await using (await Stage.SetAsync(data, simulator.BaseUrl, TimeSpan.Zero))
        {
            // It makes the tables.
        }

        var accounts = new List<BareAccount>();
        foreach (var token in simulator.Tokens)
            accounts.Add(new BareAccount($"{accounts.Count:x24}", token, [.. (await simulator.JobsAsync(token)).Select(job => job.Uuid)]));
        var rounds = new List<RunSpeed>();
        for (var round = 0; round < WarmUp + Rounds; round++)
            rounds.Add(await RunSpeed.OfAsync(BareAccounts * BareJobs, () => BareLoop.RunAsync(simulator.BaseUrl, data, accounts)));
        return Statistics.Median(rounds.Skip(WarmUp).Select(round => round.Microseconds));
    }
}
