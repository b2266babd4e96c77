using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Silos;

/// <summary>A crowd of accounts on three silos, and before on one process that works alone.</summary>
internal static class SiloCrowd
{
    private const double ShareAim = 0.98;
    private const double SpreadAim = 1.25;
    private const double CoresAim = 1.4;

    /// <summary>From when the third one has joined.</summary>
    private static readonly TimeSpan SpreadAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long an operation lasts: the cluster's, from its first silo on.</summary>
    public static int Jobs(int accounts) => (int)(CrowdCosts.Settle(accounts) + SpreadAfter + TimeSpan.FromSeconds(45)).TotalSeconds;

    public static async Task<IReadOnlyList<Figure>> RunAsync(SiloCluster cluster)
    {
        var alone = await AloneAsync(cluster);
        var before = await cluster.Simulator.TooCloseAsync();
        await cluster.GrowAsync(2);
        var operation = await cluster.BeginAsync();
        await Task.Delay(CrowdCosts.Settle(cluster.Accounts));
        await cluster.GrowAsync(3);
        await Task.Delay(SpreadAfter);
        var atWork = (await cluster.StateAsync()).AtWork.Values;
        var shared = await CrowdCosts.LookAsync(cluster.Database, cluster.Simulator, [.. cluster.Silos.Select(silo => silo.Program)], cluster.Accounts);
        var tooClose = await cluster.Simulator.TooCloseAsync() - before;
        var failed = await cluster.CancelAsync(operation);
        var gap = await cluster.Simulator.SmallestGapAsync();
        var (spread, cores) = ((double)atWork.Max() / Math.Max(atWork.Min(), 1), shared.Program / alone.Program);
        return
        [
            new Figure(
                $"{cluster.Accounts:N0} accounts at one request a second on 3 silos: share of the ideal",
                $"{shared.Share:0.000} ({shared.RequestsPerSecond:0} requests/s; one process {alone.Share:0.000})",
                $"≥ {ShareAim}",
                shared.Share >= ShareAim),
            new Figure(
                $"… most to fewest accounts at work {SpreadAfter.TotalSeconds:0} s after the third joined",
                $"{spread:0.00} ({string.Join('/', atWork)})",
                $"≤ {SpreadAim}",
                spread <= SpreadAim),
            new Figure("… requests too close, jobs failed", $"{tooClose} (smallest gap of two {gap.TotalSeconds:0.00} s), {failed}", "0, 0", (tooClose, failed) == (0, 0)),
            new Figure(
                "… cores of 3 silos, to one process in mode Worker",
                $"{cores:0.00} ({shared.Program:0.00} to {alone.Program:0.00}; PostgreSQL {shared.Server:0.00} to {alone.Server:0.00})",
                $"≤ {CoresAim}",
                cores <= CoresAim),
            new Figure("… memory of 3 silos, to one process", $"{shared.Megabytes:0} MB to {alone.Megabytes:0} MB", "report", null),
        ];
    }

    /// <summary>The same accounts in one process in mode Worker.</summary>
    private static async Task<CrowdCosts> AloneAsync(SiloCluster cluster)
    {
        await using var program = await cluster.Database.ServeAsync(cluster.Simulator.BaseUrl, SiloCluster.Interval, HostingMode.Worker);
        using var client = new ProgramClient(program.Port);
        var operation = await client.BeginAsync("each");
        await Task.Delay(CrowdCosts.Settle(cluster.Accounts));
        var costs = await CrowdCosts.LookAsync(cluster.Database, cluster.Simulator, [program], cluster.Accounts);
        await client.CancelAsync(operation);
        await program.EndAsync();
        return costs;
    }
}
