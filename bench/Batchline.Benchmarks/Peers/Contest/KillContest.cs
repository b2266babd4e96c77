using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Peers.Contest;

/// <summary>
/// Each peer's process is killed at the same moments, counted from when it is at work, and started again; nobody helps otherwise.
/// All at the same time, each with a simulator and a database of its own: nothing here is about speed.
/// </summary>
internal static class KillContest
{
    private const int Accounts = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(IReadOnlyList<IPeer> peers, PostgresDatabase server, bool quick)
    {
        var moments = Enumerable.Range(0, quick ? 2 : 10).Select(_ => TimeSpan.FromMilliseconds(Random.Shared.Next(200, 2_000))).ToList();
        var plan = quick
            ? new KillPlan(50, moments, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30))
            : new KillPlan(200, moments, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(90));
        return await Task.WhenAll(peers.Select(peer => RunAsync(peer, server, plan, judged: peer == peers[0])));
    }

    private static async Task<Figure> RunAsync(IPeer peer, PostgresDatabase server, KillPlan plan, bool judged)
    {
        var options = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = plan.Jobs, MinInterval = Interval, Latency = Latency };
        await using var simulator = await SimulatorProcess.StartAsync(options);
        await using var side = await peer.SetAsync(new PeerScene(simulator, server, Interval, plan));
        var kills = new Kills(side, simulator, plan);
        var outcome = await kills.RunAsync();
        return new Figure(
            $"peers: {peer.Name}, {Accounts} accounts of {plan.Jobs} jobs, process killed {plan.Moments.Count} times ({outcome.AtWork} of them at work)",
            $"{outcome.Lost} jobs never stored, {outcome.Stuck} accounts stuck, {outcome.Repeated} requests repeated ({outcome.Needless} beyond what was in flight), {outcome.TooClose} too close",
            judged ? "0 lost, 0 stuck" : "report",
            judged ? outcome is { Lost: 0, Stuck: 0 } : null);
    }
}
