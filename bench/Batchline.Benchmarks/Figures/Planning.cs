using System.Diagnostics;
using Batchline.Benchmarks.Staging;
using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// From the start of an operation until all its accounts are planned, against inserting the same batch rows with the
/// bare driver in another process; and the most memory this process took meanwhile.
/// </summary>
internal sealed class Planning : IBenchmark
{
    private const int Accounts = 100;
    private const double Aim = 3;
    private const double MostMegabytes = 300;
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    public string Name => "planning";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var jobsPerAccount = quick ? 1_000 : 10_000;
        using var bare = new DataFolder();
        using var data = new DataFolder();
        foreach (var folder in (DataFolder[])[bare, data])
            await (await OpenAsync(folder)).DisposeAsync();
        await Chore.StartAsync(Chore.Fill, data, Accounts, jobsPerAccount);
        var (ours, theirs, memory) = (new List<double>(), new List<double>(), 0.0);
        for (var run = 0; run < (quick ? 3 : 5); run++)
        {
            theirs.Add(await Chore.StartAsync(Chore.Plan, bare, Accounts, jobsPerAccount));
            await Chore.StartAsync(Chore.Reset, bare, Accounts, jobsPerAccount);

            var planned = await PlanAsync(data);
            ours.Add(planned.Seconds);
            memory = Math.Max(memory, planned.Megabytes);
            await Chore.StartAsync(Chore.Reset, data, Accounts, jobsPerAccount);
        }
        var ratio = Statistics.Median(ours.Zip(theirs, (one, other) => one / other));
        var (median, bareMedian) = (Statistics.Median(ours), Statistics.Median(theirs));
        return
        [
            new Figure($"planning {Accounts * jobsPerAccount:N0} jobs, to inserting their batches", $"{ratio:0.00} ({median:0.00} s to {bareMedian:0.00} s)", $"≤ {Aim}", ratio <= Aim),
            new Figure("memory of the process while planning", $"{memory:0} MB", $"< {MostMegabytes} MB", memory < MostMegabytes),
        ];
    }

    private static async Task<(double Seconds, double Megabytes)> PlanAsync(DataFolder data)
    {
        await using var stage = await OpenAsync(data);
        using var self = Process.GetCurrentProcess();
        var states = stage.Get<IAccountStateReader>();
        var most = 0.0;
        var begun = Stopwatch.GetTimestamp();
        var operation = await stage.BeginAsync();
        while (true)
        {
            self.Refresh();
            most = Math.Max(most, self.WorkingSet64 / 1e6);
            if ((await states.ListAsync(operation, null, null, Accounts, default)).All(state => state.Planned))
                return (Stopwatch.GetElapsedTime(begun).TotalSeconds, most);
            await Task.Delay(20);
        }
    }

    private static Task<Stage> OpenAsync(DataFolder data) => Stage.SetAsync(
        data, Nowhere, TimeSpan.FromSeconds(1), services => services.AddSingleton<IWorkizApi>(CannedWorkiz.Closed()));
}
