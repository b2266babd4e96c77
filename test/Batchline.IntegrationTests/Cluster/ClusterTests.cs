using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.Processes;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Cluster;

/// <summary>Processes on one database in mode <c>Cluster</c>: who belongs to it, and how the accounts are shared.</summary>
[Collection(ByTheClock.OnSqlite)]
public sealed class ClusterTests
{
    private const int CouldNot = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Accounts_are_shared_and_a_process_that_is_asked_to_stop_hands_its_own_over()
    {
        await using var stage = await SetAsync(accounts: 8, jobs: 60);
        var one = stage.Start();
        var api = await one.ReadyAsync();
        var accounts = await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");
        await Until.TrueAsync(async () => AtWork(await SilosAsync(api)) is [8], "one process has all accounts", () => one.Output);

        var two = stage.Start();
        var other = await two.ReadyAsync();
        await Until.TrueAsync(
            async () => AtWork(await SilosAsync(other)) is [var few, var more] && few >= 3 && few + more == 8, "both have their part", () => one.Output + two.Output);
        var shared = await other.GetAsync("/api/cluster");
        shared.GetProperty("mode").GetString().ShouldBe("cluster");
        shared.GetProperty("leader").GetString().ShouldBe(shared.GetProperty("silos").EnumerateArray().Single(silo => Moved(silo) > 0).GetProperty("id").GetString());

        var (exitCode, _) = await one.TerminateAsync();
        exitCode.ShouldBe(0, one.Output);
        await Until.TrueAsync(async () => AtWork(await SilosAsync(other)) is [8], "the other has all accounts", () => two.Output);
        await Until.TrueAsync(() => other.HasEndedAsync(operation), "the operation ends", () => two.Output);

        var books = await Books.ReadAsync(other, operation);
        books.Status.ShouldBe("completed");
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        stage.Simulator.Tokens.ShouldAllBe(token => stage.Simulator.JobRequests(token).Values.All(requests => requests == 1));
        stage.Simulator.Report.S1Violations.ShouldBe(0);
        accounts.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Only_who_has_a_certificate_of_the_authority_belongs_to_a_cluster_with_TLS()
    {
        await using var stage = await SetAsync(accounts: 1, jobs: 1);
        using var ours = new TestAuthority();
        using var theirs = new TestAuthority();
        var one = stage.Start(ours.Settings("one"));
        var api = await one.ReadyAsync();
        var two = stage.Start(ours.Settings("two"));
        await two.ReadyAsync();
        await Until.TrueAsync(async () => AtWork(await SilosAsync(api)).Length == 2, "both have joined and answer each other", () => one.Output + two.Output);

        var stranger = stage.Start(theirs.Settings("stranger"));
        (await stranger.EndAsync()).ShouldBe(CouldNot);
        stranger.Output.ShouldContain("This process cannot join the cluster 'batchline'");
        stranger.Output.ShouldContain("has a certificate of another authority");

        var plain = stage.Start();
        (await plain.EndAsync()).ShouldBe(CouldNot);
        plain.Output.ShouldContain("has a certificate of another authority");
        (await api.SendAsync(HttpMethod.Get, "/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_others_could_misuse_or_that_another_process_has_is_refused()
    {
        await using var stage = await SetAsync(accounts: 1, jobs: 1);
        var open = stage.Start(("Cluster:Address", "8.8.8.8"));
        (await open.EndAsync()).ShouldBe(CouldNot);
        open.Output.ShouldContain("Cluster:Address: 8.8.8.8 is an address of the internet: set Cluster:Certificate");

        var one = stage.Start();
        var silos = await SilosAsync(await one.ReadyAsync());
        var port = silos.Single().GetProperty("address").GetString()!.Split(':')[1];
        var same = stage.Start(("Cluster:SiloPort", port));
        (await same.EndAsync()).ShouldBe(CouldNot);
        same.Output.ShouldContain($"Cluster:SiloPort: 127.0.0.1:{port} cannot be listened on");
        one.TimesSaid("does not belong to its cluster").ShouldBe(0);
    }

    [Fact]
    public async Task Outside_a_cluster_a_process_shows_itself()
    {
        await using var stage = await SetAsync(accounts: 1, jobs: 1);
        var api = await stage.Start(("Hosting:Mode", "Worker")).ReadyAsync();

        await Until.TrueAsync(async () => (await api.GetAsync("/api/cluster")).GetProperty("leader").ValueKind == JsonValueKind.String, "it leads");
        var cluster = await api.GetAsync("/api/cluster");
        cluster.GetProperty("mode").GetString().ShouldBe("worker");
        cluster.GetProperty("due").GetInt64().ShouldBe(0);
        var self = cluster.GetProperty("silos").EnumerateArray().ShouldHaveSingleItem();
        self.GetProperty("id").GetString().ShouldBe(cluster.GetProperty("leader").GetString());
        self.GetProperty("address").GetString().ShouldBe(api.Address);
        self.GetProperty("status").GetString().ShouldBe("active");
        self.GetProperty("accounts").GetInt32().ShouldBe(0);
    }

    private static async Task<JsonElement[]> SilosAsync(BatchlineApi api) =>
        [.. (await api.GetAsync("/api/cluster")).GetProperty("silos").EnumerateArray()];

    /// <summary>The accounts at work in each silo that answers, fewest first.</summary>
    private static int[] AtWork(JsonElement[] silos) =>
        [.. silos.Select(silo => silo.GetProperty("accounts")).Where(accounts => accounts.ValueKind == JsonValueKind.Number).Select(accounts => accounts.GetInt32()).Order()];

    private static long Moved(JsonElement silo) => silo.GetProperty("moved").GetInt64();

    private static Task<Stage> SetAsync(int accounts, int jobs) => Stage.SetAsync(
        new SimulatorOptions { Accounts = accounts, JobsPerAccount = jobs, UnscheduledShare = 0, MinInterval = Interval, JitterTolerance = Interval / 2 },
        ("Hosting:Mode", "Cluster"),
        ("Process:SliceBudget", "00:00:02"));
}
