using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers.Ours;

/// <summary>What all others are compared with.</summary>
internal sealed class BatchlinePeer : IPeer
{
    public string Name => "Batchline";

    public string Configuration => $"batchline serve on {PostgresStores.Server}, one process, settings as by default but for the pace";

    public async Task<PeerSide> SetAsync(SimulatorProcess simulator, TimeSpan interval, KillPlan? kills)
    {
        var (database, data) = (await PostgresDatabase.StartAsync(), new DataFolder());
        await using (var stage = await PostgresStores.SetAsync(database, data, simulator.BaseUrl, interval))
            await Seed.AccountsAsync(stage, simulator);
        return new PeerSide(this, new BatchlineProgram(() => PostgresStores.ServeAsync(database, data, simulator.BaseUrl, interval)), new BatchlineJobs(database, data));
    }
}
