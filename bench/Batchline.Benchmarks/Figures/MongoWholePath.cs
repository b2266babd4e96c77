using System.Diagnostics;
using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>The whole path on MongoDB without any pace, against a bare loop that upserts the same jobs by bulkWrite.</summary>
internal sealed class MongoWholePath : IBenchmark
{
    private const int Accounts = 20;
    private const double Aim = 0.5;

    public string Name => "mongo-whole-path";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var options = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 50 : 200, MinInterval = TimeSpan.Zero };
        await using var simulator = await SimulatorProcess.StartAsync(options);
        await using var stage = await MongoStage.SetAsync(simulator, TimeSpan.Zero);
        var jobs = stage.Theirs.GetCollection<MongoDB.Bson.BsonDocument>("jobs");
        var (bare, changed, same) = (new List<double>(), new List<double>(), new List<double>());

        // The first round warms both sides up.
        for (var round = 0; round <= (quick ? 2 : 4); round++)
        {
            bare.Add(stage.Jobs / await TimeAsync(() => MongoBareLoop.RunAsync(simulator.BaseUrl, jobs, stage.Accounts)));
            await stage.ChangeAsync();
            changed.Add(stage.Jobs / await TimeAsync(stage.OperateAsync));
            same.Add(stage.Jobs / await TimeAsync(stage.OperateAsync));
        }

        return [Compare("every job changed", changed), Compare("no job changed", same)];

        Figure Compare(string name, List<double> measured)
        {
            var ratio = Statistics.Median(measured.Skip(1).Zip(bare.Skip(1), (ours, theirs) => ours / theirs));
            return new Figure(
                $"whole path on {stage.Server}, {name}, against a bare bulkWrite loop",
                $"{ratio:0.00} ({Statistics.Median(measured.Skip(1)):0} of {Statistics.Median(bare.Skip(1)):0} jobs/s)",
                $"≥ {Aim}",
                ratio >= Aim);
        }
    }

    internal static async Task<double> TimeAsync(Func<Task> run)
    {
        var begun = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
