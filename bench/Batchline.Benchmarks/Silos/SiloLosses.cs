using System.Globalization;
using Batchline.Benchmarks.Reporting;

namespace Batchline.Benchmarks.Silos;

/// <summary>How long accounts wait when silos of three are killed, stopped, and restarted. Each time begins with three that share all accounts.</summary>
internal static class SiloLosses
{
    public const int Silos = 3;

    /// <summary>The request before is found in it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    /// <summary>Longer than any aim.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(14);

    /// <summary>How long an operation lasts: longer than one loss with all its repetitions.</summary>
    public static int Jobs(bool quick) => quick ? 200 : 400;

    public static async Task<IReadOnlyList<Figure>> RunAsync(SiloCluster cluster, bool quick)
    {
        var ends = new List<int?>();
        var stop = TimeSpan.FromSeconds(quick ? 20 : 60);
        Loss[] losses =
        [
            new("killed, not the leader", quick ? 3 : 8, KillFollowerAsync, "median ≤ 7 s, most ≤ 10 s", idle => idle is { Median: <= 7, Most: <= 10 }),
            new("killed, the leader", quick ? 3 : 8, KillLeaderAsync, "median ≤ 7 s, most ≤ 10 s", idle => idle is { Median: <= 7, Most: <= 10 }),
            new("two killed, the leader one of them", quick ? 3 : 5, KillTwoAsync, "most ≤ 12 s", idle => idle.Most <= 12),
            new(
                $"stopped for {stop.TotalSeconds:0} s and continued",
                quick ? 3 : 2,
                async scene => ends.Add(await StopAsync(scene, stop)),
                "most ≤ 10 s",
                idle => idle.Most <= 10,
                OnTheirWay: 2),
            new("all restarted by SIGTERM, one after another", quick ? 3 : 4, RestartAsync, "p99 ≤ 2 s, most ≤ 4 s", idle => idle is { P99: <= 2, Most: <= 4 }),
        ];
        var figures = new List<Figure>();
        foreach (var loss in losses)
            figures.AddRange(await RunAsync(cluster, loss));
        figures.Add(new Figure("3 silos: smallest gap of two requests of an account", $"{(await cluster.Simulator.SmallestGapAsync()).TotalSeconds:0.00} s", "report", null));
        figures.Add(new Figure(
            "3 silos: exit codes of those that were continued",
            string.Join(", ", ends.Select(code => code?.ToString(CultureInfo.InvariantCulture) ?? "none")),
            "75",
            ends.TrueForAll(code => code == 75)));
        return figures;
    }

    private static async Task<IEnumerable<Figure>> RunAsync(SiloCluster cluster, Loss loss)
    {
        await cluster.GrowAsync(Silos);
        var operation = await cluster.BeginAsync();
        var before = await cluster.Simulator.TooCloseAsync();
        var longest = new List<double>();
        for (var time = 0; time < loss.Times; time++)
        {
            await cluster.GrowAsync(Silos);
            await cluster.SpreadAsync();
            longest.AddRange((await AroundAsync(cluster, loss)).Longest);
        }
        var tooClose = await cluster.Simulator.TooCloseAsync() - before;
        var failed = await cluster.CancelAsync(operation);
        var idle = new IdleTimes(longest);
        var onTheirWay = loss.OnTheirWay * loss.Times;
        return
        [
            new Figure($"{Silos} silos, {cluster.Accounts} accounts, {loss.Times} times, {loss.What}: idle", $"{idle}", loss.Aim, loss.IsMet(idle)),
            new Figure("… requests too close, jobs failed", $"{tooClose}, {failed}", onTheirWay == 0 ? "0, 0" : $"≤ {onTheirWay} that had begun before, 0", tooClose <= onTheirWay && failed == 0),
        ];
    }

    private static async Task<IdleTimes> AroundAsync(SiloCluster cluster, Loss loss)
    {
        var from = await cluster.Simulator.CountAsync();
        await Task.Delay(Before);
        await loss.HappenAsync(cluster);
        await Task.Delay(After);
        return IdleTimes.Of(await cluster.Simulator.JobRequestsAsync(from), cluster.Accounts);
    }

    private static async Task KillFollowerAsync(SiloCluster cluster) => await cluster.KillAsync(await FollowerAsync(cluster));

    private static async Task KillLeaderAsync(SiloCluster cluster) => await cluster.KillAsync(await cluster.LeaderAsync());

    private static async Task KillTwoAsync(SiloCluster cluster) => await cluster.KillAsync(await cluster.LeaderAsync(), await FollowerAsync(cluster));

    /// <returns>Its exit code; null when it did not end.</returns>
    private static async Task<int?> StopAsync(SiloCluster cluster, TimeSpan duration)
    {
        var silo = await FollowerAsync(cluster);
        await silo.Program.SignalAsync("STOP");
        await Task.Delay(duration);
        await silo.Program.SignalAsync("CONT");
        var code = await silo.Program.ExitAsync();
        await cluster.KillAsync(silo);
        return code;
    }

    private static async Task RestartAsync(SiloCluster cluster)
    {
        foreach (var silo in cluster.Silos.ToList())
        {
            await silo.Program.EndAsync();
            await cluster.KillAsync(silo);
            await cluster.GrowAsync(Silos);
        }
    }

    private static async Task<Silo> FollowerAsync(SiloCluster cluster)
    {
        var leader = await cluster.LeaderAsync();
        return cluster.Silos.First(silo => silo != leader);
    }
}
