using Batchline.Benchmarks.Peers;
using Batchline.Benchmarks.Peers.Contest;
using Batchline.Benchmarks.Peers.OnHangfire;
using Batchline.Benchmarks.Peers.OnRedis;
using Batchline.Benchmarks.Peers.Ours;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Figures;

/// <summary>The same accounts, jobs, and simulated Workiz, kept in step as users of other tools do it, each by one process.</summary>
internal sealed class PeerContest : IBenchmark
{
    public string Name => "peers";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        IPeer[] peers = [new BatchlinePeer(), new HangfirePeer(), new BullMqPeer(), new DescribedPeer()];
        await using var server = await PostgresDatabase.StartAsync("max_connections=300");
        return
        [
            .. peers.Select(peer => new Figure($"peers: {peer.Name}, as run", peer.Configuration, "report", null)),
            .. await SpeedContest.RunAsync(peers, server, quick),
            .. await PaceContest.RunAsync(peers, server, quick),
            .. await KillContest.RunAsync(peers, server, quick),
        ];
    }
}
