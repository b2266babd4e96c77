using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Batchline.IntegrationTests.Processes;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>
/// A cron that ticks whatever happens, and a function that is killed at any moment. <c>BATCHLINE_FUNCTION_JOBS=100</c>,
/// <c>…_LATENCY=2</c>, <c>…_BUDGET=10</c>, <c>…_KILLS=10</c> make it as large as one likes; small, it is part of every run.
/// </summary>
[Collection(ByTheClock.OnMongo)]
public sealed class FunctionKillTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(Setting("BUDGET", 3));
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(Setting("LATENCY", 0.2));
    private static readonly int Kills = (int)Setting("KILLS", 2);
    private readonly ConcurrentBag<TimeSpan> _requests = [];
    private readonly Random _random = new((int)Setting("SEED", 1));

    [Fact]
    public async Task S3_Ticks_bring_everything_to_its_end_although_the_function_is_killed_again_and_again()
    {
        await using var stage = await FunctionStage.SetAsync(
            new SimulatorOptions { Accounts = 2, JobsPerAccount = (int)Setting("JOBS", 15), UnscheduledShare = 0, MinInterval = TimeSpan.FromMilliseconds(100), Latency = Latency }, Budget);
        var (process, api) = await stage.StartAsync();
        var allowed = Budget + Stage.AtOnce(process.StartTook);
        await stage.AddAccountsAsync(api);
        var operation = await TimedAsync(() => api.InitAsync("each"));

        for (var kills = 0; !await api.HasEndedAsync(operation);)
        {
            var tick = TickAsync(api);
            var pause = TimeSpan.FromSeconds(Math.Min(2, Budget.TotalSeconds / 2));
            if (kills < Kills && _random.Next(2) == 0)
            {
                await Task.Delay(pause * _random.NextDouble(), TestContext.Current.CancellationToken);
                await process.KillAsync();
                kills++;
                await tick;
                (process, api) = await stage.StartAsync();
            }
            else
            {
                await Task.WhenAny(tick, Task.Delay(pause, TestContext.Current.CancellationToken));
            }
        }

        var repeated = stage.Simulator.Tokens.SelectMany(token => stage.Simulator.JobRequests(token).Values).Sum(requests => requests - 1);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_requests.Count} requests, the longest {_requests.Max().TotalSeconds:0.00} s of {Budget.TotalSeconds} s, {Kills} kills, {repeated} repeated calls, "
            + $"{stage.Simulator.Report.S1Violations} overlaps.");
        var books = await Books.ReadAsync(api, operation);
        books.Status.ShouldBe("completed");
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        repeated.ShouldBeLessThanOrEqualTo(Kills * stage.Simulator.Tokens.Count);
        _requests.Max().ShouldBeLessThan(allowed);
    }

    private async Task TickAsync(BatchlineApi api)
    {
        try
        {
            await TimedAsync(() => api.GetAsync("/api/cron/tick"));
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    /// <summary>Notes how long the answer took, unless none came.</summary>
    private async Task<T> TimedAsync<T>(Func<Task<T>> request)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = await request();
        _requests.Add(Stopwatch.GetElapsedTime(begun));
        return answer;
    }

    private static double Setting(string name, double otherwise) =>
        Environment.GetEnvironmentVariable("BATCHLINE_FUNCTION_" + name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
