using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>How far the time that progress announces is from the time that the rest really takes, for a fleet that the machine cannot serve at its full pace.</summary>
internal sealed class Eta : IBenchmark
{
    private const int Accounts = 2_500;
    private const int JobsPerAccount = 60;
    private const int QuickJobsPerAccount = 20;
    private const double Aim = 0.15;

    /// <summary>The first moments tell little, and the last ones are shorter than the time between two looks.</summary>
    private const double From = 0.2;
    private const double To = 0.9;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public string Name => "eta";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        await using var simulator = await SimulatorProcess.StartAsync(
            new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? QuickJobsPerAccount : JobsPerAccount, MinInterval = Interval });
        using var data = new DataFolder();
        await using var program = await ServedProgram.StartAsync(data, simulator.BaseUrl, Interval);
        using var client = new ProgramClient(program.Port);
        await client.AddAccountsAsync(simulator.Tokens);
        await client.EndedAsync(await client.BeginAsync("listFirst"));
        var each = await MeasureAsync(client, "each", new { strategy = "each" });

        // The list returns none of the jobs, so that all of them are requested one by one.
        var later = DateTimeOffset.UtcNow.AddYears(1);
        return [each, await MeasureAsync(client, "listFirst", new { strategy = "listFirst", since = later, full = true })];
    }

    private static async Task<Figure> MeasureAsync(ProgramClient client, string strategy, object request)
    {
        var operation = await client.BeginAsync(request);
        var begun = Stopwatch.GetTimestamp();
        var said = new List<(TimeSpan At, TimeSpan Left)>();
        while (true)
        {
            var progress = await client.GetAsync($"api/batch-progress/{operation}?limit=1");
            var at = Stopwatch.GetElapsedTime(begun);
            if (progress.GetProperty("status").GetString() is not ("planning" or "processing"))
                return Of(strategy, said, at);
            if (progress.GetProperty("etaSeconds") is { ValueKind: JsonValueKind.Number } eta)
                said.Add((at, TimeSpan.FromSeconds(eta.GetDouble())));
            await Task.Delay(Look);
        }
    }

    private static Figure Of(string strategy, List<(TimeSpan At, TimeSpan Left)> said, TimeSpan end)
    {
        var title = $"{Accounts:N0} accounts, {strategy} at {Interval.TotalSeconds} s: what progress announces to what is left";
        var ratios = said.Where(moment => moment.At > end * From && moment.At < end * To).Select(moment => moment.Left / (end - moment.At)).ToList();
        if (ratios.Count == 0)
            return new Figure(title, $"nothing announced in {end.TotalSeconds:0} s", $"1 ± {Aim}", null);
        var middle = Statistics.Median(ratios);
        return new Figure(
            title,
            $"median {middle:0.00} ({Statistics.Percentile(ratios, 0.1):0.00} to {Statistics.Percentile(ratios, 0.9):0.00}), {end.TotalSeconds:0} s in all",
            $"1 ± {Aim}",
            Math.Abs(middle - 1) <= Aim);
    }
}
