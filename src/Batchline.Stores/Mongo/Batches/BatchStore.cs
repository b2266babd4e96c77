using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Batches;

internal sealed class BatchStore(Database database) : IBatchStore
{
    /// <summary>Batches of other programs belong to operations that are unknown here.</summary>
    private static readonly BsonDocument IsOurs = new("fence", new BsonDocument("$exists", true));

    private static readonly BsonDocument InOrder = new() { { "accountId", 1 }, { "batchNumber", 1 } };

    public Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken) => database.WriteAsync(
        Collections.Batches, [.. batches.Select(batch => BatchDocuments.Put(batch, batch.Fence, batch.Seq))], cancellationToken);

    public async Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Batches, new BsonDocument(IsOurs).Add("_id", Bson.Id(id.Value)), cancellationToken) is { } found
            ? BatchDocuments.Read(found)
            : null;

    public async Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken)
    {
        var open = BatchDocuments.KeyOf(query.OperationId, query.AccountId)
            .Add("status", BatchDocuments.IsOpen)
            .Add("batchNumber", new BsonDocument("$lte", query.Through));
        if (query.Except is { } except)
            open["_id"] = new BsonDocument("$ne", Bson.Id(except.Value));
        var isDue = new BsonArray
        {
            new BsonDocument("nextAttemptAt", BsonNull.Value),
            new BsonDocument("nextAttemptAt", new BsonDocument("$lte", Bson.Time(query.Now))),
        };
        var due = await database.FirstAsync(
            Collections.Batches, new BsonDocument(open).Add("$or", isDue), cancellationToken, new BsonDocument("batchNumber", 1));
        if (due is not null)
            return new NextBatch(BatchDocuments.Read(due), null);
        var waiting = await database.FirstAsync(
            Collections.Batches, open, cancellationToken, new BsonDocument("nextAttemptAt", 1));
        return new NextBatch(null, waiting?.TimeOf("nextAttemptAt"));
    }

    public async Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("operationId", query.OperationId.Value);
        if (query.AccountId is { } account)
            filter["accountId"] = account.ToObjectId();
        if (query.Statuses.Count > 0)
            filter["status"] = new BsonDocument("$in", Bson.Texts(query.Statuses.Select(StoredEnum.Of)));
        if (query.After is var (last, number))
        {
            filter["$or"] = new BsonArray
            {
                new BsonDocument("accountId", new BsonDocument("$gt", last.ToObjectId())),
                new BsonDocument { { "accountId", last.ToObjectId() }, { "batchNumber", new BsonDocument("$gt", number) } },
            };
        }

        var found = await database.ListAsync(Collections.Batches, filter, InOrder, query.Limit, cancellationToken);
        return [.. found.Select(BatchDocuments.Read)];
    }
}
