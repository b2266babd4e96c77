using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>The whole path on a database server without any pace, against a bare loop that upserts the same jobs in groups.</summary>
/// <param name="name">Of the benchmark.</param>
/// <param name="loop">What the bare loop upserts by.</param>
/// <param name="set">Sets both sides up.</param>
/// <param name="changedAim">With every job changed.</param>
/// <param name="sameAim">With no job changed.</param>
internal sealed class ServerWholePath(
    string name, string loop, Func<SimulatorProcess, TimeSpan, Task<IServerStage>> set, double changedAim, double sameAim) : IBenchmark
{
    private const int Accounts = 20;

    public string Name => name;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var options = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 50 : 200, MinInterval = TimeSpan.Zero };
        await using var simulator = await SimulatorProcess.StartAsync(options);
        await using var stage = await set(simulator, TimeSpan.Zero);
        var jobs = stage.Accounts.Sum(account => account.Uuids.Count);
        var (bare, changed, same) = (new List<RunSpeed>(), new List<RunSpeed>(), new List<RunSpeed>());

        // The first round warms both sides up.
        for (var round = 0; round <= (quick ? 2 : 4); round++)
        {
            bare.Add(await RunSpeed.OfAsync(jobs, stage.LoopAsync));
            await stage.ChangeAsync();
            changed.Add(await RunSpeed.OfAsync(jobs, stage.OperateAsync));
            same.Add(await RunSpeed.OfAsync(jobs, stage.OperateAsync));
        }

        return
        [
            Compare($"{stage.Server}, every job changed", changed, bare, changedAim),
            Compare($"{stage.Server}, no job changed", same, bare, sameAim),
        ];
    }

    private Figure Compare(string what, List<RunSpeed> measured, List<RunSpeed> bare, double aim)
    {
        var ratio = Statistics.Median(measured.Skip(1).Zip(bare.Skip(1), (ours, theirs) => ours.JobsPerSecond / theirs.JobsPerSecond));
        return new Figure(
            $"whole path on {what}, against a bare {loop} loop",
            $"{ratio:0.00} ({Median(measured):0} of {Median(bare):0} jobs/s)",
            $"≥ {aim}",
            ratio >= aim);
    }

    private static double Median(List<RunSpeed> rounds) => Statistics.Median(rounds.Skip(1).Select(round => round.JobsPerSecond));
}
