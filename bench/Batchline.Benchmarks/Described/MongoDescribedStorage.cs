using Batchline.Benchmarks.Bare;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Described;

/// <summary>As the document has it: a statement for each step.</summary>
internal sealed class MongoDescribedStorage(IMongoDatabase database) : IDescribedStorage
{
    private const int MostRetries = 3;
    private readonly IMongoCollection<BsonDocument> _batches = database.GetCollection<BsonDocument>("batches");
    private readonly IMongoCollection<BsonDocument> _states = database.GetCollection<BsonDocument>("batchAccountStates");
    private readonly IMongoCollection<BsonDocument> _jobs = database.GetCollection<BsonDocument>("jobs");

    public async Task<IReadOnlyList<DescribedBatch>> InitializeAsync(string operation, IReadOnlyList<DescribedBatch> batches)
    {
        var documents = batches.Select(batch => New(operation, batch)).ToList();
        await _batches.InsertManyAsync(documents);
        await _states.InsertManyAsync(batches.GroupBy(batch => batch.AccountId).Select(account => new BsonDocument
        {
            { "operationId", operation }, { "accountId", ObjectId.Parse(account.Key) }, { "currentBatch", 1 }, { "totalBatches", account.Count() },
            { "status", "processing" }, { "lastBatchCompleted", 0 }, { "nextBatchToProcess", 1 }, { "startTime", DateTime.UtcNow },
        }));
        return [.. documents.Where(document => document["batchNumber"] == 1).Select(Read)];
    }

    public async Task<DescribedBatch> BeginAsync(string batch)
    {
        var found = await _batches.Find(IsIt(batch)).SingleAsync();
        await _batches.UpdateOneAsync(IsIt(batch), Set(new BsonDocument { { "status", "processing" }, { "startTime", DateTime.UtcNow } }));
        return Read(found);
    }

    public Task UpsertJobAsync(string account, string uuid, string json)
    {
        var id = ObjectId.Parse(account);
        return _jobs.UpdateOneAsync(
            new BsonDocument { { "UUID", uuid }, { "accountId", id } },
            Set(MongoFields.Of(json).Set("lastUpdated", DateTime.UtcNow).Set("accountId", id)),
            new UpdateOptions { IsUpsert = true });
    }

    public async Task<string?> EndAsync(DescribedBatch batch, IReadOnlyList<string> completed, IReadOnlyList<string> failed, IReadOnlyList<string> errors)
    {
        var account = new BsonDocument { { "operationId", batch.OperationId }, { "accountId", ObjectId.Parse(batch.AccountId) } };
        await _batches.UpdateOneAsync(IsIt(batch.Id), Set(new BsonDocument
        {
            { "status", failed.Count == 0 ? "completed" : "completed_with_errors" }, { "completedJobs", new BsonArray(completed) },
            { "failedJobs", new BsonArray(failed) }, { "errors", new BsonArray(errors) }, { "endTime", DateTime.UtcNow },
        }));
        var pending = new BsonDocument(account) { { "status", "pending" } };
        var next = await _batches.Find(pending).Sort(new BsonDocument("batchNumber", 1)).FirstOrDefaultAsync();
        await _states.UpdateOneAsync(account, Set(next is null
            ? new BsonDocument { { "lastBatchCompleted", batch.Number }, { "status", "completed" }, { "endTime", DateTime.UtcNow } }
            : new BsonDocument { { "lastBatchCompleted", batch.Number }, { "currentBatch", next["batchNumber"] }, { "nextBatchToProcess", next["batchNumber"] } }));
        return next?["_id"].AsObjectId.ToString();
    }

    public async Task<IReadOnlyDictionary<string, int>> ProgressAsync(string operation)
    {
        var counts = await _batches.Aggregate()
            .Match(new BsonDocument("operationId", operation))
            .Group(new BsonDocument { { "_id", "$status" }, { "count", new BsonDocument("$sum", 1) } })
            .ToListAsync();
        return counts.ToDictionary(count => count["_id"].AsString, count => count["count"].ToInt32());
    }

    public async Task<bool> RetryAsync(string batch)
    {
        var failed = IsIt(batch)
            .Add("status", new BsonDocument("$in", new BsonArray { "failed", "completed_with_errors" }))
            .Add("retryCount", new BsonDocument("$lt", MostRetries));
        var reset = Set(new BsonDocument("status", "pending")).Add("$inc", new BsonDocument("retryCount", 1));
        return (await _batches.UpdateOneAsync(failed, reset)).ModifiedCount == 1;
    }

    private static BsonDocument New(string operation, DescribedBatch batch) => new()
    {
        { "operationId", operation }, { "accountId", ObjectId.Parse(batch.AccountId) }, { "batchNumber", batch.Number }, { "status", "pending" },
        { "jobUUIDs", new BsonArray(batch.Uuids) }, { "completedJobs", new BsonArray() }, { "failedJobs", new BsonArray() }, { "errors", new BsonArray() },
        { "retryCount", 0 },
    };

    private static DescribedBatch Read(BsonDocument batch) => new(
        batch["_id"].AsObjectId.ToString(),
        batch["operationId"].AsString,
        batch["accountId"].AsObjectId.ToString(),
        batch["batchNumber"].AsInt32,
        [.. batch["jobUUIDs"].AsBsonArray.Select(uuid => uuid.AsString)]);

    private static BsonDocument IsIt(string batch) => new("_id", ObjectId.Parse(batch));

    private static BsonDocument Set(BsonDocument fields) => new("$set", fields);
}
