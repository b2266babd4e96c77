using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Peers.Contest;

/// <summary>Jobs a second without a pace, in turns; the first of all compared with the best of the others.</summary>
internal static class SpeedContest
{
    private const int Accounts = 20;
    private const double Aim = 2;

    public static async Task<IReadOnlyList<Figure>> RunAsync(IReadOnlyList<IPeer> peers, PostgresDatabase server, bool quick)
    {
        var options = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 50 : 200, MinInterval = TimeSpan.Zero };
        var jobs = options.Accounts * options.JobsPerAccount;
        await using var simulator = await SimulatorProcess.StartAsync(options);
        var sides = new List<PeerSide>();
        try
        {
            foreach (var peer in peers)
            {
                sides.Add(await peer.SetAsync(new PeerScene(simulator, server, TimeSpan.Zero)));
                await sides[^1].Program.StartAsync();
            }

            // The first round warms all of them up.
            var rounds = new List<IReadOnlyList<PeerRun>>();
            for (var round = 0; round <= (quick ? 1 : 4); round++)
                rounds.Add(await RoundAsync(sides, simulator, jobs));
            return Figures(peers, [.. rounds.Skip(1)], jobs);
        }
        finally
        {
            foreach (var side in sides)
                await side.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<PeerRun>> RoundAsync(IReadOnlyList<PeerSide> sides, SimulatorProcess simulator, int jobs)
    {
        var runs = new List<PeerRun>();
        foreach (var side in sides)
            runs.Add(await PeerRun.OfAsync(side, simulator, jobs));
        return runs;
    }

    private static List<Figure> Figures(IReadOnlyList<IPeer> peers, IReadOnlyList<IReadOnlyList<PeerRun>> rounds, int jobs)
    {
        var figures = new List<Figure>();
        for (var peer = 0; peer < peers.Count; peer++)
            figures.Add(new Figure($"peers: {peers[peer].Name}, without a pace", Text([.. rounds.Select(round => round[peer])], jobs), "report", null));
        var best = Enumerable.Range(1, peers.Count - 1).MaxBy(peer => Speed(rounds.Select(round => round[peer]), jobs));
        var ratio = Statistics.Median(rounds.Select(round => round[best].Elapsed / round[0].Elapsed));
        figures.Add(new Figure($"peers: {peers[0].Name} without a pace, jobs/s to the best of the others ({peers[best].Name})", $"{ratio:0.00}", $"≥ {Aim}", ratio >= Aim));
        return figures;
    }

    private static string Text(IReadOnlyList<PeerRun> runs, int jobs)
    {
        var own = Statistics.Median(runs.Select(run => run.Processor.TotalSeconds / jobs * 1_000));
        var server = runs.All(run => run.Server is not null)
            ? $"{Statistics.Median(runs.Select(run => run.Server!.Value.TotalSeconds / jobs * 1_000)):0.00} s"
            : "unknown";
        return $"{Speed(runs, jobs):0} jobs/s; processor for 1,000 jobs {own:0.00} s, of the PostgreSQL server {server}";
    }

    private static double Speed(IEnumerable<PeerRun> runs, int jobs) => Statistics.Median(runs.Select(run => jobs / run.Elapsed.TotalSeconds));
}
