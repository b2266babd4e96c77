using Batchline.Benchmarks.Described;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator;

namespace Batchline.Benchmarks.Figures;

/// <summary>Against a program that works as the source document describes, on the same MongoDB.</summary>
internal sealed class MongoDescribed : IBenchmark
{
    private const int Accounts = 20;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public string Name => "mongo-described";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var unpaced = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 50 : 100, MinInterval = TimeSpan.Zero };
        var paced = unpaced with { JobsPerAccount = quick ? 30 : 80, MinInterval = Pace, Latency = TimeSpan.FromMilliseconds(60) };
        return
        [
            await CompareAsync(unpaced, new DescribedTimes(TimeSpan.Zero, TimeSpan.Zero), "no pace, no delay before the next batch: jobs/s of theirs", 1, quick),
            await CompareAsync(unpaced, new DescribedTimes(TimeSpan.Zero, Second), "no pace, as written (1 s before the next batch): jobs/s of theirs", 5, quick),
            await CompareAsync(paced, new DescribedTimes(Pace, TimeSpan.Zero), "pace 100 ms, answers after 60 ms: time of theirs", 0.68, quick, byTime: true),
        ];
    }

    private static async Task<Figure> CompareAsync(
        SimulatorOptions simulated, DescribedTimes times, string name, double aim, bool quick, bool byTime = false)
    {
        await using var simulator = await SimulatorProcess.StartAsync(simulated);
        await using var stage = await MongoStage.SetAsync(simulator, simulated.MinInterval);
        await using var described = await DescribedProgram.StartAsync(stage.Theirs, simulator.BaseUrl, stage.Accounts, times);
        var ratios = new List<double>();

        // The first round warms both sides up.
        for (var round = 0; round <= (quick ? 1 : 3); round++)
        {
            var theirs = await MongoWholePath.TimeAsync(() => described.RunAsync(stage.Accounts));
            await stage.ChangeAsync();
            var ours = await MongoWholePath.TimeAsync(stage.OperateAsync);
            ratios.Add(byTime ? ours / theirs : theirs / ours);
        }

        var ratio = Statistics.Median(ratios.Skip(1));
        return new Figure(
            $"against the program described, {name}", $"{ratio:0.00}", byTime ? $"≤ {aim}" : $"≥ {aim}", byTime ? ratio <= aim : ratio >= aim);
    }
}
