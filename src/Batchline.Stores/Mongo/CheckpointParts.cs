using Batchline.Engine.Operations;
using Batchline.Engine.Record;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Writes the parts of a checkpoint before its head, in order. Each may be repeated and may be late.</summary>
internal static class CheckpointParts
{
    public static async Task WriteAsync(Database database, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var (account, fence, seq) = (checkpoint.AccountId, checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.Jobs.Count > 0)
        {
            await database.WriteAsync(
                Collections.Jobs, [.. checkpoint.Jobs.Select(job => JobUpdates.Of(account, job, fence, seq))], cancellationToken);
        }

        List<WriteModel<BsonDocument>> batches = [.. checkpoint.Batches.Select(batch => BatchDocuments.Put(batch, fence, seq))];
        if (checkpoint.CancelBatchesOf is { } operation)
            batches.Insert(0, BatchDocuments.CancelOpen(operation, account, database.Now, fence, seq));
        if (batches.Count > 0)
            await database.WriteAsync(Collections.Batches, batches, cancellationToken);
        if (checkpoint.State is { } state)
            await ProjectAsync(database, state, fence, seq, cancellationToken);
    }

    /// <summary>An account that another operation holds stays its own: the unique index refuses, and the state is written inactive.</summary>
    private static Task<UpdateResult> ProjectAsync(
        Database database, AccountState state, long fence, long seq, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.States, async states =>
        {
            var older = StateDocuments.Older(state, fence, seq);
            try
            {
                return await states.UpdateOneAsync(
                    older, StateDocuments.Project(state, fence, seq, state.Active), cancellationToken: cancellationToken);
            }
            catch (MongoWriteException e) when (state.Active && MongoErrors.IsDuplicate(e))
            {
                return await states.UpdateOneAsync(
                    older, StateDocuments.Project(state, fence, seq, active: false), cancellationToken: cancellationToken);
            }
        });
}
