using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers.Ours;

/// <summary>What all others are compared with.</summary>
internal sealed class BatchlinePeer : IPeer
{
    public string Name => "Batchline";

    public string Configuration => $"batchline serve on {PostgresStores.Server}, one process, settings as by default but for the pace";

    public async Task<PeerSide> SetAsync(PeerScene scene)
    {
        var (database, data) = (await scene.Server.BesideAsync(), new DataFolder());
        await using (var stage = await PostgresStores.SetAsync(database, data, scene.Simulator.BaseUrl, scene.Interval))
            await Seed.AccountsAsync(stage, scene.Simulator);
        return new PeerSide(this, new BatchlineProgram(() => PostgresStores.ServeAsync(database, data, scene.Simulator.BaseUrl, scene.Interval)), new BatchlineJobs(database, data));
    }
}
