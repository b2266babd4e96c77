using System.Diagnostics;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Engine.Workiz;
using Batchline.Simulator.Worlds;
using Batchline.Workiz;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Benchmarks.Figures;

/// <summary>How close to its pace each of 20 accounts keeps, and that none is ever faster.</summary>
internal sealed class Pace : IBenchmark
{
    private const int Accounts = 20;
    private const double MostEarly = 0.01;

    public string Name => "pace";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick) =>
    [
        .. await RunAsync(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(60), quick ? 60 : 300, 1.06),
        .. await RunAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(300), quick ? 10 : 40, 1.02),
    ];

    private static async Task<IReadOnlyList<Figure>> RunAsync(TimeSpan interval, TimeSpan latency, int jobs, double aim)
    {
        await using var simulator = await SimulatorProcess.StartAsync(
            new SimulatorOptions { Accounts = Accounts, JobsPerAccount = jobs, MinInterval = interval, Latency = latency });
        using var data = new DataFolder();
        SendLog? log = null;
        await using var stage = await Stage.SetAsync(data, simulator.BaseUrl, interval, services => Wrap(services, made => log = made));
        await Seed.AccountsAsync(stage, simulator.Tokens, simulator.JobsAsync);

        var begun = Stopwatch.GetTimestamp();
        await stage.EndAsync(await stage.BeginAsync());
        var ratio = Stopwatch.GetElapsedTime(begun) / (interval * (jobs - 1) + latency);

        var gaps = log?.Gaps().ToList() ?? [];
        var tooClose = gaps.Count(gap => gap < interval);
        var early = (await simulator.ReportAsync()).GetProperty("earlyShare").GetDouble();
        var title = $"pace of {interval.TotalMilliseconds:0} ms, answers after {latency.TotalMilliseconds:0} ms";
        return
        [
            new Figure($"{title}: actual to ideal time", $"{ratio:0.000}", $"≤ {aim}", ratio <= aim),
            new Figure($"{title}: S2 at the sender", $"{tooClose} of {gaps.Count} too close, least {gaps.Min().TotalMilliseconds:0.000} ms", "0", tooClose == 0),
            new Figure($"{title}: arrivals over 50 ms early", $"{early:P2}", $"≤ {MostEarly:P0}", early <= MostEarly),
        ];
    }

    private static void Wrap(IServiceCollection services, Action<SendLog> made)
    {
        services.AddSingleton<IWorkizApi>(provider =>
        {
            var log = new SendLog(ActivatorUtilities.CreateInstance<WorkizClient>(provider));
            made(log);
            return log;
        });
    }
}
