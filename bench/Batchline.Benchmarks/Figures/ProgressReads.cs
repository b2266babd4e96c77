using System.Diagnostics;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Engine.Ids;
using Batchline.Engine.Progress;
using Batchline.Engine.Workiz;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Benchmarks.Figures;

/// <summary>What it costs to ask for progress while work goes on: with 1,000 batches an account against one.</summary>
internal sealed class ProgressReads : IBenchmark
{
    private const int Accounts = 100;
    private const int BatchSize = 10;
    private const double Aim = 2;
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than the ten jobs of the accounts with one batch take.</summary>
    private static readonly TimeSpan While = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan ShortWhile = TimeSpan.FromSeconds(10);

    public string Name => "progress";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var batches = quick ? 100 : 1_000;
        using var large = new DataFolder();
        using var small = new DataFolder();
        await using var many = await FillAsync(large, batches);
        await using var few = await FillAsync(small, 1);
        var (manyOperation, fewOperation) = (await BeginAsync(many), await BeginAsync(few));
        var (ours, theirs) = (new List<double>(), new List<double>());
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < (quick ? ShortWhile : While))
        {
            theirs.Add(await TimeAsync(few, fewOperation));
            ours.Add(await TimeAsync(many, manyOperation));

            // Not all within one moment of the work.
            await Task.Delay(5);
        }
        var (large99, small99) = (Statistics.Percentile(ours, 0.99), Statistics.Percentile(theirs, 0.99));
        var ratio = large99 / small99;
        return
        [
            new Figure(
                $"progress with {Accounts * batches:N0} batches to {Accounts}, p99 while working",
                $"{ratio:0.00} ({large99:0.00} ms to {small99:0.00} ms; medians {Statistics.Median(ours):0.00} and {Statistics.Median(theirs):0.00})",
                $"≤ {Aim}",
                ratio <= Aim),
        ];
    }

    private static async Task<Stage> FillAsync(DataFolder data, int batchesPerAccount)
    {
        await (await OpenAsync(data)).DisposeAsync();
        ManyJobs.Insert(data, Accounts, batchesPerAccount * BatchSize);
        return await OpenAsync(data);
    }

    private static async Task<OperationId> BeginAsync(Stage stage)
    {
        var operation = await stage.BeginAsync();
        while ((await stage.Get<ProgressReader>().ReadAsync(operation, default)) is not { Planned: true, Totals.OpenBatches: > 0 })
            await Task.Delay(20);
        return operation;
    }

    private static async Task<double> TimeAsync(Stage stage, OperationId operation)
    {
        var begun = Stopwatch.GetTimestamp();
        var progress = await stage.Get<ProgressReader>().ReadAsync(operation, default);
        await stage.Get<AccountProgressReader>().ReadAsync(operation, null, Accounts, default);
        return progress is { Totals.OpenBatches: > 0 }
            ? Stopwatch.GetElapsedTime(begun).TotalMilliseconds
            : throw new InvalidOperationException("No work is running.");
    }

    /// <summary>Slow enough that an account with one batch is at work until the end.</summary>
    private static Task<Stage> OpenAsync(DataFolder data) => Stage.SetAsync(
        data, Nowhere, Interval, services => services.AddSingleton<IWorkizApi>(CannedWorkiz.After(TimeSpan.FromMilliseconds(50))));
}
