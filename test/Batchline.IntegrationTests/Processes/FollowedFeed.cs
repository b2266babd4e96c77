using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>Two followers of the feed of changes, while the program is killed and started again under them: the same on every store.</summary>
public abstract class FollowedFeed<TStore>
    where TStore : IStageStore, new()
{
    private const int Jobs = 100;
    private const int Kills = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Where the store does not tell that a process is dead, its leases run out first.</summary>
    private static readonly (string Key, string Value)[] ShortLease = [("Workiz:RequestTimeout", "00:00:01"), ("Process:LeaseDuration", "00:00:06.500")];

    [Fact]
    public async Task Two_followers_read_the_same_sequence_with_nothing_missing_through_kills_and_restarts()
    {
        await using var stage = await Stage.SetAsync(
            new TStore(),
            new SimulatorOptions
            {
                Accounts = 2,
                JobsPerAccount = Jobs,
                UnscheduledShare = 0,
                MinInterval = Interval,
                JitterTolerance = Interval,
            },
            ShortLease);
        var random = new Random(4);
        var process = stage.Start();
        var followed = new Followed(await process.ReadyAsync());
        await stage.AddAccountsAsync(followed.Api);
        using var followers = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (one, other) = (new Follower(followed, limit: 7), new Follower(followed, limit: 90));
        var following = Task.WhenAll(one.RunAsync(followers.Token), other.RunAsync(followers.Token));

        foreach (var strategy in (string[])["listFirst", "each", "each"])
        {
            if (strategy == "each")
                stage.ChangeEveryJob();
            var operation = await followed.Api.InitAsync(strategy);
            for (var kill = 0; kill < Kills / 2 && strategy == "each"; kill++)
            {
                var target = stage.Simulator.Log.Count + random.Next(10, 60);
                await Until.TrueAsync(() => stage.Simulator.Log.Count >= target, "requests go on", () => process.Output);
                await process.KillAsync();
                process = stage.Start();
                followed.Api = await process.ReadyAsync();
            }
            await Until.TrueAsync(() => followed.Api.HasEndedAsync(operation), "the operation ends", () => process.Output);
        }

        const int Expected = 2 * Jobs * 3;
        await Until.TrueAsync(() => one.Seen.Count >= Expected && other.Seen.Count >= Expected, "both have read everything", () => process.Output);
        await followers.CancelAsync();
        await following;

        one.Seen.ShouldBe(other.Seen);
        one.Seen.Count.ShouldBe(Expected);
        foreach (var job in one.Seen.GroupBy(change => (change.Account, change.Uuid)))
            job.Select(change => change.Kind).ShouldBe(["added", "changed", "changed"]);
        one.Failures.ShouldBeGreaterThan(0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{one.Seen.Count} changes, {one.Failures} and {other.Failures} failed reads.");
    }

    /// <summary>The program as it answers now: each start has another port.</summary>
    private sealed class Followed(BatchlineApi api)
    {
        public BatchlineApi Api { get; set; } = api;
    }

    private sealed record Change(string Account, string Uuid, string Kind, DateTimeOffset At);

    /// <summary>Keeps nothing but its cursor between two reads.</summary>
    private sealed class Follower(Followed followed, int limit)
    {
        private string? _cursor;

        public List<Change> Seen { get; } = [];

        public int Failures { get; private set; }

        public async Task RunAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    var page = await followed.Api.GetAsync($"/api/changes?limit={limit}{(_cursor is null ? "" : $"&since={_cursor}")}");
                    Seen.AddRange(page.GetProperty("items").EnumerateArray().Select(Read));
                    _cursor = page.GetProperty("nextCursor").GetString();
                }
                catch (HttpRequestException)
                {
                    Failures++;
                }

                // It asks again and again, as followers do.
                await Task.Delay(20, CancellationToken.None);
            }
        }

        private static Change Read(JsonElement change) => new(
            change.GetProperty("accountId").GetString()!,
            change.GetProperty("uuid").GetString()!,
            change.GetProperty("kind").GetString()!,
            change.GetProperty("at").GetDateTimeOffset());
    }
}
