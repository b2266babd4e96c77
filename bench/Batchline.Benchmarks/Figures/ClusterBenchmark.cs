using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Silos;

namespace Batchline.Benchmarks.Figures;

/// <summary>Several processes that share the accounts of one PostgreSQL database: what they carry together, what the loss of some costs, and what they ask of the database.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    private const int Crowd = 3_000;
    private const int QuickCrowd = 1_000;
    private const int Accounts = 300;

    public string Name => "cluster";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var (crowdFigures, crowdRates) = await CrowdAsync(quick ? QuickCrowd : Crowd);
        await using var cluster = await SiloCluster.SetAsync(Accounts, SiloLosses.Jobs(quick));
        var losses = await SiloLosses.RunAsync(cluster, quick);
        await cluster.GrowAsync(SiloLosses.Silos);
        var few = await SiloCommands.TakeAsync(cluster);
        await cluster.GrowAsync(SiloCommands.MostSilos);
        var fleet = await SiloCommands.TakeAsync(cluster);
        return [.. crowdFigures, .. losses, .. SiloCommands.Of(few, crowdRates, fleet)];
    }

    private static async Task<(IReadOnlyList<Figure> Figures, CommandRates? Rates)> CrowdAsync(int accounts)
    {
        await using var cluster = await SiloCluster.SetAsync(accounts, SiloCrowd.Jobs(accounts));
        return (await SiloCrowd.RunAsync(cluster), await SiloCommands.TakeAsync(cluster));
    }
}
