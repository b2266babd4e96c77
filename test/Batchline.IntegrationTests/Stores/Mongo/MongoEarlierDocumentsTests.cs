using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Simulator.Worlds;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>Databases on MongoDB that earlier programs made; <c>Databases/README.md</c> says how.</summary>
public sealed class MongoEarlierDocumentsTests : IAsyncDisposable
{
    private const string EncryptionKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly MongoFixture _fixture = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mongo-dc17e6e.json")]
    [InlineData("mongo-9b68532.json")]
    [InlineData("mongo-e69a307.json")]
    [InlineData("mongo-3a28fc9.json")]
    public async Task A_database_of_an_earlier_version_is_read_whole_and_its_work_goes_on(string file)
    {
        await LoadAsync(file, (_, document) => document);
        await using var server = await ServeAsync();

        (await ItemsAsync(server, "/api/accounts")).Select(Name).ShouldBe(["North", "South"], ignoreOrder: true);
        (await ItemsAsync(server, "/api/jobs")).Count.ShouldBe(6);
        (await ItemsAsync(server, "/api/changes")).Count.ShouldBe(6);
        (await ItemsAsync(server, "/api/notifications")).Count.ShouldBe(1);
        (await ItemsAsync(server, "/api/schedules")).Select(Name).ShouldBe(["nightly"]);
        await WorkGoesOnAsync(server);
    }

    [Fact]
    public async Task What_other_programs_leave_out_is_made_up_for()
    {
        await LoadAsync("mongo-e69a307.json", (collection, document) => collection switch
        {
            "accounts" => Without(Plain(document), "workizApiKey", "keyFingerprint", "deleting"),
            "jobs" => Without(document, "_sync.keys", "_sync.hash", "_sync.fence", "_sync.seq"),
            "batchAccountStates" => Without(document, "waitingSince", "oddRows", "blockedAt"),
            "accountHeads" => Without(document, "control.rev", "leader"),
            _ => document,
        });
        await using var server = await ServeAsync();

        (await ItemsAsync(server, "/api/jobs")).Count.ShouldBe(6);
        await WorkGoesOnAsync(server);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.Database.Client.DropDatabaseAsync(_fixture.Name, Cancel);
        await _fixture.DisposeAsync();
    }

    private static string? Name(JsonElement item) => item.GetProperty("name").GetString();

    /// <summary>The account with its key as another program writes it.</summary>
    private static BsonDocument Plain(BsonDocument account) => account.Add(
        "workizApiToken", account["name"] == "North" ? "api_sim000001xafeyx2w84xp" : "api_sim0000024tvqrt5jjczv");

    private static BsonDocument Without(BsonDocument document, params string[] paths)
    {
        foreach (var path in paths.Select(path => path.Split('.')))
        {
            if (path is [var name])
                document.Remove(name);
            else if (document.TryGetValue(path[0], out var inner) && inner is BsonDocument fields)
                fields.Remove(path[1]);
        }

        return document;
    }

    private static async Task<List<JsonElement>> ItemsAsync(ApiServer server, string path) =>
        [.. (await server.GetAsync(path)).ShouldBe(HttpStatusCode.OK)["items"].EnumerateArray()];

    private static async Task WorkGoesOnAsync(ApiServer server)
    {
        var operations = await ItemsAsync(server, "/api/operations");
        operations.Select(operation => operation.GetProperty("status").GetString()).ShouldBe(["paused", "completed"]);
        var paused = operations[0].GetProperty("operationId").GetString();
        (await server.PostAsync($"/api/operations/{paused}/resume")).ShouldBe(HttpStatusCode.Accepted);
        (await EndAsync(server, paused)).ShouldBe(("completed", 6, 0));
        (await EndAsync(server, await server.StartOperationAsync(new { strategy = "each", full = true }))).ShouldBe(("completed", 6, 0));
    }

    private static async Task<(string? Status, int Completed, int Failed)> EndAsync(ApiServer server, string? operation)
    {
        var progress = await Eventually.GetAsync(
            () => server.GetAsync($"/api/batch-progress/{operation}"), answer => answer["status"].GetString() is not ("planning" or "processing" or "paused"));
        var jobs = progress["jobs"];
        return (progress["status"].GetString(), jobs.GetProperty("completed").GetInt32(), jobs.GetProperty("failed").GetInt32());
    }

    private Task<ApiServer> ServeAsync() => ApiServer.StartAsync(
        new SimulatorOptions { Accounts = 2, JobsPerAccount = 3, MinInterval = TimeSpan.Zero },
        ("Hosting:Mode", "Worker"),
        ("Store:Provider", "Mongo"),
        ("Store:ConnectionString", MongoServer.Uri),
        ("Store:Database", _fixture.Name),
        ("Security:EncryptionKey", EncryptionKey));

    /// <summary>With the indexes as they were.</summary>
    private async Task LoadAsync(string file, Func<string, BsonDocument, BsonDocument> change)
    {
        using var json = new StreamReader(typeof(MongoEarlierDocumentsTests).Assembly.GetManifestResourceStream(file).ShouldNotBeNull());
        foreach (var collection in BsonSerializer.Deserialize<BsonDocument>(EarlierTimes.AsOfToday(await json.ReadToEndAsync(Cancel))))
        {
            var documents = collection.Value["documents"].AsBsonArray.Select(document => change(collection.Name, document.AsBsonDocument)).ToList();
            if (documents.Count > 0)
                await _fixture.Collection(collection.Name).InsertManyAsync(documents, cancellationToken: Cancel);
            var indexes = new BsonArray(collection.Value["indexes"].AsBsonArray.Where(index => index["name"] != "_id_"));
            if (indexes.Count > 0)
                await _fixture.Database.RunCommandAsync<BsonDocument>(
                    new BsonDocument { { "createIndexes", collection.Name }, { "indexes", indexes } }, cancellationToken: Cancel);
        }
    }
}
