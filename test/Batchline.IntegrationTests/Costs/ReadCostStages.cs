using Batchline.IntegrationTests.Stores.Fixtures;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Costs;

/// <summary>The same with few accounts and with many: each is at work, and has two jobs and one batch.</summary>
public sealed class ReadCostStages : IAsyncLifetime
{
    private CostStage? _few;
    private CostStage? _many;

    internal CostStage Few => _few!;

    internal CostStage Many => _many!;

    public async ValueTask InitializeAsync() => (_few, _many) = (await StartAsync(50), await StartAsync(2_000));

    public async ValueTask DisposeAsync()
    {
        await Few.DisposeAsync();
        await Many.DisposeAsync();
    }

    private static async Task<CostStage> StartAsync(int accounts)
    {
        var stage = await CostStage.StartAsync(accounts, CostStage.AtWork());
        await InsertAsync(stage, "jobs", Enumerable.Range(1, 2 * accounts).Select(job => new BsonDocument
        {
            { "accountId", CostStage.Id((job + 1) / 2) },
            { "UUID", $"JOB{job:00000}" },
            { "lastUpdated", Sample.Start.UtcDateTime },

            // Jobs without words are taken into the search by a chore, each once.
            { "_sync", new BsonDocument("words", new BsonArray { "job" }) },
        }));
        await InsertAsync(stage, "batches", Enumerable.Range(1, accounts).Select(account => new BsonDocument
        {
            { "operationId", CostStage.Operation.Value },
            { "accountId", CostStage.Id(account) },
            { "batchNumber", 1 },
            { "status", "completed" },
            { "jobUUIDs", new BsonArray { "A" } },
            { "completedJobs", new BsonArray { "A" } },
            { "endTime", Sample.Start.UtcDateTime },
        }));
        return stage;
    }

    private static Task InsertAsync(CostStage stage, string collection, IEnumerable<BsonDocument> documents) =>
        stage.Database.GetCollection<BsonDocument>(collection).InsertManyAsync(documents, cancellationToken: TestContext.Current.CancellationToken);
}
