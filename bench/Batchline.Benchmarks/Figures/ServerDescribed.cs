using System.Diagnostics;
using Batchline.Benchmarks.Described;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>Against a program that works as the source document describes, on the same database server.</summary>
/// <param name="name">Of the benchmark.</param>
/// <param name="set">Sets both sides up.</param>
/// <param name="noDelayAim">Our speed to theirs without a delay before the next batch.</param>
/// <param name="asWrittenAim">The same with the delay that the document has.</param>
internal sealed class ServerDescribed(
    string name, Func<SimulatorProcess, TimeSpan, Task<IServerStage>> set, double noDelayAim, double asWrittenAim) : IBenchmark
{
    private const int Accounts = 20;
    private const double PacedAim = 0.68;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public string Name => name;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var unpaced = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 50 : 100, MinInterval = TimeSpan.Zero };
        var paced = unpaced with { JobsPerAccount = quick ? 30 : 80, MinInterval = Pace, Latency = TimeSpan.FromMilliseconds(60) };
        return
        [
            .. await CompareAsync(unpaced, new DescribedTimes(TimeSpan.Zero, TimeSpan.Zero), "no pace, no delay before the next batch", noDelayAim, quick ? 2 : 9),
            .. await CompareAsync(unpaced, new DescribedTimes(TimeSpan.Zero, Second), "no pace, as written (1 s before the next batch)", asWrittenAim, quick ? 1 : 3),
            .. await CompareAsync(paced, new DescribedTimes(Pace, TimeSpan.Zero), "pace 100 ms, answers after 60 ms", PacedAim, quick ? 1 : 3, byTime: true),
        ];
    }

    /// <summary>Theirs does the same whether or not a job has changed; ours is measured with both.</summary>
    private async Task<IReadOnlyList<Figure>> CompareAsync(
        SimulatorOptions simulated, DescribedTimes times, string what, double aim, int rounds, bool byTime = false)
    {
        await using var simulator = await SimulatorProcess.StartAsync(simulated);
        await using var stage = await set(simulator, simulated.MinInterval);
        await using var described = await DescribedProgram.StartAsync(stage.Described, simulator.BaseUrl, stage.Accounts, times);
        var (changed, same) = (new List<double>(), new List<double>());

        // The first round warms both sides up.
        for (var round = 0; round <= rounds; round++)
        {
            changed.Add(await RatioAsync(stage.ChangeAsync));
            same.Add(await RatioAsync(() => Task.CompletedTask));
        }

        return [Compare("every job changed", changed), Compare("no job changed", same)];

        async Task<double> RatioAsync(Func<Task> prepare)
        {
            var theirs = await TimeAsync(described.RunAsync);
            await prepare();
            var ours = await TimeAsync(stage.OperateAsync);
            return byTime ? ours / theirs : theirs / ours;
        }

        Figure Compare(string jobs, List<double> ratios)
        {
            var ratio = Statistics.Median(ratios.Skip(1));
            return new Figure(
                $"against the program described on {stage.Server}, {what}, {jobs}: {(byTime ? "time" : "jobs/s")} of theirs",
                $"{ratio:0.00} ({ratios.Skip(1).Min():0.00} to {ratios.Skip(1).Max():0.00})",
                byTime ? $"≤ {aim}" : $"≥ {aim}",
                byTime ? ratio <= aim : ratio >= aim);
        }
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var begun = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
