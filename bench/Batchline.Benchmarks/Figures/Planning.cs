using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// From the start of an operation until all its accounts are planned, against inserting the same batch rows with the
/// bare driver, each in a fresh process; and the most memory that ours took.
/// </summary>
internal sealed class Planning : IBenchmark
{
    private const int Accounts = 100;
    private const double Aim = 3;
    private const double MostMegabytes = 300;

    public string Name => "planning";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var jobsPerAccount = quick ? 1_000 : 10_000;
        using var bare = new DataFolder();
        using var data = new DataFolder();
        foreach (var folder in (DataFolder[])[bare, data])
            await (await OwnPlan.OpenAsync(folder)).DisposeAsync();
        await Chore.StartAsync(Chore.Fill, data, Accounts, jobsPerAccount);
        var (ours, theirs, memory) = (new List<double>(), new List<double>(), 0.0);
        for (var run = 0; run < (quick ? 3 : 5); run++)
        {
            theirs.Add((await Chore.StartAsync(Chore.BarePlan, bare, Accounts, jobsPerAccount)).Seconds);
            await Chore.StartAsync(Chore.Reset, bare, Accounts, jobsPerAccount);

            var planned = await Chore.StartAsync(Chore.Plan, data, Accounts, jobsPerAccount);
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
}
