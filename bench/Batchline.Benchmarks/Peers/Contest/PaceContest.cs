using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Peers.Contest;

/// <summary>How close to a pace each peer keeps, and how often it is faster than that, one after another.</summary>
internal static class PaceContest
{
    private const int Accounts = 20;
    private const double Aim = 0.95;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(IReadOnlyList<IPeer> peers, PostgresDatabase server, bool quick)
    {
        var options = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 20 : 250, MinInterval = Interval, Latency = Latency };
        await using var simulator = await SimulatorProcess.StartAsync(options);
        var figures = new List<Figure>();
        foreach (var peer in peers)
            figures.Add(await RunAsync(peer, server, simulator, options, judged: peer == peers[0]));
        return figures;
    }

    private static async Task<Figure> RunAsync(IPeer peer, PostgresDatabase server, SimulatorProcess simulator, SimulatorOptions options, bool judged)
    {
        await using var side = await peer.SetAsync(new PeerScene(simulator, server, Interval));
        await side.Program.StartAsync();
        var run = await PeerRun.OfAsync(side, simulator, options.Accounts * options.JobsPerAccount);
        var report = await simulator.ReportAsync();
        var share = Share(await simulator.JobRequestsAsync());
        var tooClose = report.GetProperty("s2Violations").GetInt64();
        var ideal = Interval * (options.JobsPerAccount - 1) + Latency;
        return new Figure(
            $"peers: {peer.Name}, pace of {Interval.TotalMilliseconds:0} ms, answers after {Latency.TotalMilliseconds:0} ms: share of the ideal, requests too close",
            $"{share:0.000}, {tooClose} of {report.GetProperty("requests").GetInt64()} over {options.JitterTolerance.TotalMilliseconds:0} ms too close "
            + $"(least {report.GetProperty("smallestGapMs").GetDouble():0} ms apart); all stored {run.Elapsed.TotalSeconds:0.0} s after the process was first asked, ideally {ideal.TotalSeconds:0.0} s",
            judged ? $"≥ {Aim}, 0" : "report",
            judged ? share >= Aim && tooClose == 0 : null);
    }

    /// <summary>From each account's first request to its last: what a process takes to start is not about the pace.</summary>
    private static double Share(IReadOnlyList<RequestRecord> requests) => requests
        .GroupBy(request => request.Account)
        .Average(account => (account.Count() - 1) * Interval.TotalMilliseconds / (account.Last().ArrivedMs - account.First().ArrivedMs));
}
