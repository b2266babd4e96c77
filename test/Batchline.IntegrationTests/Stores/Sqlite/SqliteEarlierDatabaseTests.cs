using System.Net;
using System.Text.Json;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Simulator.Worlds;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>Databases that earlier programs made; <c>Databases/README.md</c> says how.</summary>
public sealed class SqliteEarlierDatabaseTests : IAsyncDisposable
{
    private const string EncryptionKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly SqliteFixture _fixture = new();

    /// <summary>The file, the operation that was killed, and how many changes, notices, and schedules there are.</summary>
    public static TheoryData<string, string, int, int, int> Databases => new()
    {
        { "v1.sql", "completed", 0, 0, 0 },
        { "v5-undated.sql", "completed", 6, 2, 1 },
        { "v5.sql", "completed", 6, 2, 1 },
        { "v6-webhooks.sql", "completed", 6, 2, 1 },
        { "v6-control.sql", "completed", 6, 2, 1 },
        { "v7.sql", "paused", 6, 1, 1 },
        { "v8.sql", "completed", 6, 3, 1 },
        { "v9.sql", "paused", 6, 1, 1 },
    };

    public static TheoryData<string> Files => [.. Databases.Select(row => row.Data.Item1)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_database_of_an_earlier_version_is_read_whole_and_its_work_goes_on(
        string file, string killed, int changes, int notices, int schedules)
    {
        Load(file);
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 2, JobsPerAccount = 3, MinInterval = TimeSpan.Zero },
            ("Hosting:Mode", "Worker"),
            ("Store:DataDirectory", _fixture.Directory),
            ("Security:EncryptionKey", EncryptionKey));

        (await ItemsAsync(server, "/api/accounts")).Select(Name).ShouldBe(["North", "South"], ignoreOrder: true);
        (await ItemsAsync(server, "/api/jobs")).Count.ShouldBe(6);
        (await ItemsAsync(server, "/api/changes")).Count.ShouldBe(changes);
        (await ItemsAsync(server, "/api/notifications")).Count.ShouldBe(notices);
        (await ItemsAsync(server, "/api/schedules")).Select(Name).ShouldBe(Enumerable.Repeat("nightly", schedules));
        var operations = await ItemsAsync(server, "/api/operations");
        operations.Select(operation => operation.GetProperty("status").GetString()).ShouldBe([killed, "completed"]);

        var operation = operations[0].GetProperty("operationId").GetString();
        if (killed == "paused")
            (await server.PostAsync($"/api/operations/{operation}/resume")).ShouldBe(HttpStatusCode.Accepted);
        (await EndAsync(server, operation)).ShouldBe(("completed", 6, 0));
        (await EndAsync(server, await server.StartOperationAsync(new { strategy = "each", full = true }))).ShouldBe(("completed", 6, 0));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_job_of_an_earlier_database_can_be_imported_again_though_it_has_no_date(string file)
    {
        Load(file);
        await using var node = _fixture.Open(new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var job = (await node.Jobs.ListAsync(new JobQuery { Limit = 1 }, Cancel)).ShouldHaveSingleItem();
        var changed = job with { Document = new JobDocument(job.Document.Uuid, $$"""{"UUID":"{{job.Document.Uuid}}"}"""), Sync = new JobSync { Hash = "other", Fence = job.Sync.Fence + 1 } };

        await node.Services.GetRequiredService<IImport>().ImportJobsAsync([changed], Cancel);

        (await node.Jobs.GetAsync(job.AccountId, job.Document.Uuid, Cancel)).ShouldNotBeNull().Document.Json.ShouldBe(changed.Document.Json);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Jobs_of_an_earlier_database_are_found_before_their_words_are_taken_in_and_after(string file)
    {
        Load(file);
        await using var node = _fixture.Open(new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var uuid = (await node.Jobs.ListAsync(new JobQuery { Limit = 1 }, Cancel)).ShouldHaveSingleItem().Document.Uuid;
        (await FindAsync()).ShouldContain(uuid);

        await node.Index.CatchUpAsync(Cancel);

        (await FindAsync()).ShouldContain(uuid);

        async Task<IEnumerable<string>> FindAsync() =>
            (await node.Jobs.ListAsync(new JobQuery { Text = uuid.ToLowerInvariant() }, Cancel)).Select(job => job.Document.Uuid);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static string? Name(JsonElement item) => item.GetProperty("name").GetString();

    private static async Task<List<JsonElement>> ItemsAsync(ApiServer server, string path) =>
        [.. (await server.GetAsync(path)).ShouldBe(HttpStatusCode.OK)["items"].EnumerateArray()];

    private static async Task<(string? Status, int Completed, int Failed)> EndAsync(ApiServer server, string? operation)
    {
        var progress = await Eventually.GetAsync(
            () => server.GetAsync($"/api/batch-progress/{operation}"), answer => answer["status"].GetString() is not ("planning" or "processing"));
        var jobs = progress["jobs"];
        return (progress["status"].GetString(), jobs.GetProperty("completed").GetInt32(), jobs.GetProperty("failed").GetInt32());
    }

    private void Load(string file)
    {
        Directory.CreateDirectory(_fixture.Directory);
        using var script = new StreamReader(typeof(SqliteEarlierDatabaseTests).Assembly.GetManifestResourceStream(file).ShouldNotBeNull());
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_fixture.Directory, "batchline.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = EarlierTimes.AsOfToday(script.ReadToEnd());
        command.ExecuteNonQuery();
    }
}
