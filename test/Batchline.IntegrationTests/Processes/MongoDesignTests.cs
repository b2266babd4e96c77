using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Processes;

/// <summary>What a shell sees in MongoDB after operations that were started through the API, against the design.</summary>
public sealed class MongoDesignTests
{
    private static readonly FaultProfile SomeBad = new() { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.2 } };

    [Fact]
    public async Task An_operation_leaves_documents_with_the_names_types_and_indexes_of_the_design()
    {
        var store = new MongoStageStore();
        await using var stage = await Stage.SetAsync(
            store,
            new SimulatorOptions { Accounts = 2, JobsPerAccount = 40, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Faults = SomeBad },
            ("Process:AutoRetries", "0"));
        var process = stage.Start();
        var api = await process.ReadyAsync();
        var accounts = await stage.AddAccountsAsync(api);
        await EndAsync(stage, api, "listFirst");
        stage.ChangeEveryJob();
        var gone = stage.Truth(stage.Simulator.Tokens[0]).Keys.First(uuid => !stage.Simulator.BadJobs(stage.Simulator.Tokens[0]).ContainsKey(uuid));
        stage.Simulator.VanishJob(stage.Simulator.Tokens[0], gone);
        var operation = await EndAsync(stage, api, "each");

        foreach (var collection in (string[])["batches", "batchAccountStates", "accounts"])
        {
            var documents = await AllAsync(store, collection);
            documents.ShouldNotBeEmpty();
            documents.SelectMany(document => DocumentDesign.Differences(collection, document)).Distinct().ShouldBeEmpty();
        }

        var batches = (await AllAsync(store, "batches")).Where(batch => batch["operationId"] == operation).ToList();
        batches.Count.ShouldBe(8);
        batches.Select(batch => batch["status"].AsString).Distinct().ShouldBeSubsetOf(["completed", "completed_with_errors", "failed"]);
        batches.SelectMany(batch => batch["errors"].AsBsonArray).ShouldNotBeEmpty();
        batches.SelectMany(batch => batch["missingJobs"].AsBsonArray).ShouldBe([(BsonValue)gone]);
        (await AllAsync(store, "batchAccountStates")).Select(state => state["status"].AsString).Distinct().ShouldBe(["completed"]);
        await ShouldHoldTheRecordsAsync(stage, store, accounts, gone);
        foreach (var (collection, expected) in DocumentDesign.Indexes)
        {
            using var indexes = await store.Database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(TestContext.Current.CancellationToken);
            DocumentDesign.Split(expected).ShouldBeSubsetOf((await indexes.ToListAsync(TestContext.Current.CancellationToken)).Select(DocumentDesign.Describe));
        }
    }

    /// <summary>Workiz's fields at the top level with the types they came with; ours beside them.</summary>
    private static async Task ShouldHoldTheRecordsAsync(Stage stage, MongoStageStore store, IReadOnlyList<string> accounts, string gone)
    {
        var jobs = await AllAsync(store, "jobs");
        jobs.Count.ShouldBe(80);
        jobs.SelectMany(job => DocumentDesign.Differences("jobs._sync", job["_sync"].AsBsonDocument)).Distinct().ShouldBeEmpty();
        jobs.Where(job => job["_sync"].AsBsonDocument.Contains("missingSince")).Select(job => job["UUID"].AsString).ShouldBe([gone]);
        foreach (var (account, token) in accounts.Zip(stage.Simulator.Tokens))
        {
            var bad = stage.Simulator.BadJobs(token);
            foreach (var (uuid, record) in stage.Truth(token).Where(job => !bad.ContainsKey(job.Key)))
            {
                var job = jobs.Single(one => one["UUID"] == uuid);
                job["_id"].BsonType.ShouldBe(BsonType.ObjectId);
                job["accountId"].ShouldBe(ObjectId.Parse(account));
                job["lastUpdated"].BsonType.ShouldBe(BsonType.DateTime);
                record.EnumerateObject().Select(field => $"{field.Name} {TypeOf(field.Value)}")
                    .ShouldBe(job.Where(field => field.Name is not ("_id" or "accountId" or "lastUpdated" or "_sync")).Select(field => $"{field.Name} {field.Value.BsonType}"), ignoreOrder: true);
            }
        }
    }

    private static BsonType TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out _) => BsonType.Int32,
        JsonValueKind.Number when value.TryGetInt64(out _) => BsonType.Int64,
        JsonValueKind.Number => BsonType.Double,
        JsonValueKind.String => BsonType.String,
        JsonValueKind.True or JsonValueKind.False => BsonType.Boolean,
        JsonValueKind.Array => BsonType.Array,
        JsonValueKind.Object => BsonType.Document,
        _ => BsonType.Null,
    };

    private static async Task<string> EndAsync(Stage stage, BatchlineApi api, string strategy)
    {
        var operation = await api.InitAsync(strategy);
        await Until.TrueAsync(() => api.HasEndedAsync(operation), $"the operation ends ({stage.Simulator.Log.Count} requests)");
        return operation;
    }

    private static Task<List<BsonDocument>> AllAsync(MongoStageStore store, string collection) =>
        store.Database.GetCollection<BsonDocument>(collection).Find(new BsonDocument()).ToListAsync(TestContext.Current.CancellationToken);
}
