using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// Jobs a second without any pace, from the start of the operation to its end, against a bare loop that gets and
/// upserts the same jobs by the same statement. Once with jobs that all changed, so that both sides write the same; once
/// unchanged. Beside it, what it is against a table that keeps no feed of changes.
/// </summary>
internal sealed class WholePath : IBenchmark
{
    private const int Accounts = 20;
    private const double Aim = 0.7;

    // Rounds until code is compiled for good on both sides.
    private const int WarmUp = 4;

    // The log is emptied: else the first commits of the run would pay for writing it back.
    private const string Change = """
        UPDATE jobs SET hash = 'old', document = json_set(document, '$.Status', 'Before');
        PRAGMA wal_checkpoint(TRUNCATE);
        """;

    private const string NoFeed = "DROP TRIGGER jobAdded; DROP TRIGGER jobChanged; DROP TRIGGER jobGoneOrBack;";

    public string Name => "whole-path";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var options = new SimulatorOptions { Accounts = Accounts, JobsPerAccount = quick ? 100 : 400, MinInterval = TimeSpan.Zero };
        await using var simulator = await SimulatorProcess.StartAsync(options);
        using var data = new DataFolder();
        var accounts = await FillAsync(simulator, data);
        using var bare = data.Copy();
        using var feedless = data.Copy();
        feedless.Execute(NoFeed);
        await using var stage = await Stage.SetAsync(data, simulator.BaseUrl, TimeSpan.Zero);
        var jobs = (double)accounts.Sum(account => account.Uuids.Count);
        var (loop, plain, changed, same) = (new List<RunSpeed>(), new List<RunSpeed>(), new List<RunSpeed>(), new List<RunSpeed>());

        for (var round = 0; round < WarmUp + (quick ? 3 : 5); round++)
        {
            loop.Add(await RunSpeed.OfAsync(jobs, () => BareLoop.RunAsync(simulator.BaseUrl, bare, accounts)));
            plain.Add(await RunSpeed.OfAsync(jobs, () => BareLoop.RunAsync(simulator.BaseUrl, feedless, accounts)));
            data.Execute(Change);
            changed.Add(await RunSpeed.OfAsync(jobs, () => OperateAsync(stage)));
            same.Add(await RunSpeed.OfAsync(jobs, () => OperateAsync(stage)));
        }
        return
        [
            Compare("whole path, every job changed, against a bare loop", changed, loop, Aim),
            Compare("whole path, no job changed, against a bare loop", same, loop, Aim),
            Compare("whole path, every job changed, against a bare loop without the feed", changed, plain, null),
        ];
    }

    private static Figure Compare(string name, List<RunSpeed> measured, List<RunSpeed> bare, double? aim)
    {
        var rounds = measured.Zip(bare).Skip(WarmUp).ToList();
        var ratio = Statistics.Median(rounds.Select(round => round.First.JobsPerSecond / round.Second.JobsPerSecond));
        var (ours, theirs) = (Text(rounds.Select(round => round.First)), Text(rounds.Select(round => round.Second)));
        return new Figure(name, $"{ratio:0.00} ({ours} to {theirs})", aim is null ? "report" : $"≥ {aim}", aim is null ? null : ratio >= aim);
    }

    private static string Text(IEnumerable<RunSpeed> rounds)
    {
        var (speed, processor) = (Statistics.Median(rounds.Select(round => round.JobsPerSecond)), Statistics.Median(rounds.Select(round => round.Microseconds)));
        return $"{speed:0} jobs/s at {processor:0} µs of processor each";
    }

    private static async Task<IReadOnlyList<BareAccount>> FillAsync(SimulatorProcess simulator, DataFolder data)
    {
        await using var stage = await Stage.SetAsync(data, simulator.BaseUrl, TimeSpan.Zero);
        return await Seed.AccountsAsync(stage, simulator);
    }

    private static async Task OperateAsync(Stage stage) => await stage.EndAsync(await stage.BeginAsync());
}
