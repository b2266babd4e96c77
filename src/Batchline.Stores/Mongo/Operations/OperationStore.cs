using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Operations;

internal sealed class OperationStore(Database database) : IOperationStore, IRetentionStore
{
    public async Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken)
    {
        var isNew = await database.RunAsync(Collections.Operations, async operations =>
        {
            try
            {
                await operations.InsertOneAsync(OperationDocuments.Write(operation), cancellationToken: cancellationToken);
                return true;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                return false;
            }
        });

        // The operation that has the idempotency key, unless it is this one, inserted by an earlier call.
        return !isNew && operation.IdempotencyKey is { } key && await FindAsync(key, cancellationToken) is { } found && found.Id != operation.Id
            ? found
            : null;
    }

    public async Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Operations, IdIs(id), cancellationToken) is { } found ? OperationDocuments.Read(found) : null;

    public async Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Operations, new BsonDocument("idempotencyKey", idempotencyKey), cancellationToken) is { } found
            ? OperationDocuments.Read(found)
            : null;

    public Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Operations, async operations =>
        {
            var filter = IdIs(operation.Id).Add("rev", operation.Rev - 1);
            var result = await operations.UpdateOneAsync(
                filter, OperationDocuments.Replace(operation), cancellationToken: cancellationToken);
            return result.MatchedCount == 1;
        });

    public async Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument();
        if (before is { } newer)
            filter["_id"] = new BsonDocument("$lt", Bson.Id(newer.Value));
        if (statuses.Count > 0)
            filter["status"] = new BsonDocument("$in", Bson.Texts(statuses.Select(StoredEnum.Of)));
        var found = await database.ListAsync(
            Collections.Operations, filter, new BsonDocument("_id", -1), limit, cancellationToken);
        return [.. found.Select(OperationDocuments.Read)];
    }

    public async Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken)
    {
        limit -= await DeleteRowsAsync(Collections.Batches, id, limit, cancellationToken);
        limit -= await DeleteRowsAsync(Collections.States, id, limit, cancellationToken);
        if (limit > 0)
            await database.RunAsync(Collections.Operations, operations => operations.DeleteOneAsync(IdIs(id), cancellationToken));
        return limit > 0;
    }

    public Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        DeleteRowsAsync(Collections.Batches, id, limit, cancellationToken);

    private async Task<int> DeleteRowsAsync(string collection, OperationId id, int limit, CancellationToken cancellationToken)
    {
        // To MongoDB, a limit of 0 means no limit.
        if (limit <= 0)
            return 0;
        var rows = await database.ListAsync(
            collection, new BsonDocument("operationId", id.Value), null, limit, cancellationToken, new BsonDocument("_id", 1));
        if (rows.Count > 0)
        {
            var ids = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(rows.Select(row => row["_id"]))));
            await database.RunAsync(collection, documents => documents.DeleteManyAsync(ids, cancellationToken));
        }

        return rows.Count;
    }

    private static BsonDocument IdIs(OperationId id) => new("_id", Bson.Id(id.Value));
}
