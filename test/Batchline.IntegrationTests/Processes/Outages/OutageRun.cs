using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;
using Npgsql;

namespace Batchline.IntegrationTests.Processes.Outages;

/// <summary>
/// Two processes refresh the changed jobs of some accounts, on a PostgreSQL of the test's own, which the test breaks meanwhile. At the
/// end the operation has ended by itself, with nothing lost, repeated, or sent too soon, and the feed has each change once.
/// </summary>
internal sealed class OutageRun : IAsyncDisposable
{
    private const int Accounts = 4;
    private const int Processes = 2;
    private const int Jobs = 40;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Stage _stage;
    private readonly PostgresStageStore _store;
    private readonly List<BatchlineProcess> _processes;
    private readonly IReadOnlyList<BatchlineApi> _apis;
    private readonly IReadOnlyList<string> _accounts;
    private readonly string _operation;

    private OutageRun(
        Stage stage, PostgresStageStore store, List<BatchlineProcess> processes, IReadOnlyList<BatchlineApi> apis, IReadOnlyList<string> accounts, string operation)
    {
        (_stage, _store, _processes, _apis, _accounts, _operation) = (stage, store, processes, apis, accounts, operation);
    }

    /// <summary>The database past the program and past any pooler.</summary>
    public NpgsqlDataSource Source => _store.Source;

    public string Output => string.Join("\n--\n", _processes.Select(process => process.Output));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="server">Where the data is.</param>
    /// <param name="address">The address that the program gets; null: the server's own.</param>
    public static async Task<OutageRun> BeginAsync(OwnPostgres server, string? address = null)
    {
        var store = new PostgresStageStore(server.Uri, address);
        var stage = await Stage.SetAsync(
            store,
            new SimulatorOptions { Accounts = Accounts, JobsPerAccount = Jobs, UnscheduledShare = 0, MinInterval = Interval, JitterTolerance = Interval / 2 },
            ("Workiz:RequestTimeout", "00:00:01"),
            ("Process:LeaseDuration", "00:00:07"));
        List<BatchlineProcess> processes = [.. Enumerable.Range(0, Processes).Select(_ => stage.Start())];
        var apis = await Task.WhenAll(processes.Select(process => process.ReadyAsync()));
        var accounts = await stage.AddAccountsAsync(apis[0]);
        var listing = await apis[0].InitAsync("listFirst");
        await Until.TrueAsync(() => apis[0].HasEndedAsync(listing), "the listing ends", () => processes[0].Output);
        stage.ChangeEveryJob();
        var run = new OutageRun(stage, store, processes, apis, accounts, await apis[1].InitAsync("each"));
        await run.RequestsAsync(Accounts);
        return run;
    }

    /// <summary>Waits for so many more requests.</summary>
    public Task RequestsAsync(int more)
    {
        var target = _stage.Simulator.Log.Count + more;
        return Until.TrueAsync(() => _stage.Simulator.Log.Count >= target, $"{more} more requests are sent", () => Output);
    }

    /// <summary>Waits until so many more requests were sent, or none is left to send.</summary>
    public async Task<bool> RequestsOrEndAsync(int more)
    {
        var target = _stage.Simulator.Log.Count + more;
        var ended = false;
        await Until.TrueAsync(
            async () => _stage.Simulator.Log.Count >= target || (ended = _stage.Simulator.Log.Count >= (Accounts * Jobs) && await HasEndedAsync()),
            "requests go on, or the operation ends",
            () => Output);
        return !ended;
    }

    /// <summary>Waits until some process says it in its log.</summary>
    public Task SaidAsync(string sentence) =>
        Until.TrueAsync(() => _processes.Any(process => process.TimesSaid(sentence) > 0), $"a process says '{sentence}'", () => Output);

    /// <summary>Waits until some process answers with the sentence when it is asked whether it is ready.</summary>
    public Task UnreadyAsync(string sentence) => Until.TrueAsync(
        async () =>
        {
            var answers = await Task.WhenAll(_apis.Select(api => api.SendAsync(HttpMethod.Get, "/health/ready")));
            return answers.Any(answer => answer.Status == HttpStatusCode.ServiceUnavailable
                && answer.Body.GetProperty("detail").GetString()!.Contains(sentence, StringComparison.Ordinal));
        },
        $"a process is not ready, because '{sentence}'",
        () => Output);

    public async Task ReadyAsync()
    {
        foreach (var api in _apis)
        {
            await Until.TrueAsync(
                async () => (await api.SendAsync(HttpMethod.Get, "/health/ready")).Status == HttpStatusCode.OK, "the process is ready again", () => Output);
        }
    }

    /// <param name="repeated">How many requests for jobs may have been sent again, all accounts together.</param>
    public async Task ShouldEndWellAsync(int repeated)
    {
        await Until.TrueAsync(HasEndedAsync, "the operation ends by itself", () => Output);
        var books = await Books.ReadAsync(_apis[0], _operation);
        books.Status.ShouldBe("completed");
        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        var requests = 0L;
        foreach (var (account, token) in _accounts.Zip(_stage.Simulator.Tokens))
        {
            (await StoredDocuments.ReadAsync(_apis[1], account)).ShouldBeTheJobs(_stage.Truth(token));
            requests += _stage.Simulator.JobRequests(token).Values.Sum();
        }

        requests.ShouldBeInRange(Accounts * Jobs, (Accounts * Jobs) + repeated);
        _stage.Simulator.Verdict.Violations.ShouldBeEmpty();
        await ShouldTellEachChangeOnceAsync();

        // It would mean that a trouble of the server was taken for a fault of the program.
        Output.Split('\n').Where(line => line.Contains("Failed unexpectedly", StringComparison.Ordinal)).ShouldBeEmpty();
        _stage.Simulator.Tokens.ShouldAllBe(token => !Output.Contains(token, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{requests} requests for {Accounts * Jobs} jobs.");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    private async Task ShouldTellEachChangeOnceAsync()
    {
        const int Expected = Accounts * Jobs * 2;
        var changes = new List<JsonElement>();
        for (string? cursor = null; changes.Count < Expected;)
        {
            var page = await _apis[0].GetAsync($"/api/changes?limit=1000{(cursor is null ? "" : $"&since={cursor}")}");
            changes.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }

        foreach (var job in changes.GroupBy(change => (change.GetProperty("accountId").GetString(), change.GetProperty("uuid").GetString())))
            job.Select(change => change.GetProperty("kind").GetString()).ShouldBe(["added", "changed"]);
        await using var command = Source.CreateCommand("SELECT count(*), min(position), max(position) FROM batchline.changes");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        (await reader.ReadAsync(Cancel)).ShouldBeTrue();
        (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)).ShouldBe((Expected, 1, Expected));
    }

    private Task<bool> HasEndedAsync() => HasEndedAsync(_apis[0]);

    /// <summary>While the database is away, nobody can say.</summary>
    private async Task<bool> HasEndedAsync(BatchlineApi api)
    {
        var (status, progress) = await api.SendAsync(HttpMethod.Get, $"/api/batch-progress/{_operation}");
        return status == HttpStatusCode.OK && progress.GetProperty("status").GetString() is not ("planning" or "processing");
    }
}
