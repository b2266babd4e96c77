using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Mongo.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>Writes the parts of checkpoints before their heads, in order. Each may be repeated and may be late.</summary>
internal static class CheckpointParts
{
    public static async Task WriteAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        await WriteAsync(database, Collections.Jobs, group.SelectMany(Jobs), cancellationToken);
        await WriteAsync(database, Collections.Batches, group.SelectMany(checkpoint => Batches(checkpoint, database.Now)), cancellationToken);
        List<Checkpoint> projected = [.. group.Where(checkpoint => checkpoint.State is not null)];
        if (projected.Count > 0)
            await ProjectAsync(database, projected, cancellationToken);
    }

    /// <summary>Quick writes first; when one of them found nothing, all of them the exact way, which changes nothing where they did.</summary>
    private static async Task WriteAsync(Database database, string collection, IEnumerable<CheckpointPart> parts, CancellationToken cancellationToken)
    {
        var byWay = parts.ToLookup(part => part.Quick is not null);
        List<WriteModel<BsonDocument>> quick = [.. byWay[true].Select(part => part.Quick).OfType<WriteModel<BsonDocument>>()];
        List<WriteModel<BsonDocument>> exact = [.. byWay[false].Select(part => part.Exact())];
        if (quick.Count > 0)
        {
            var written = await database.RunAsync(
                collection, documents => documents.BulkWriteAsync(quick, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
            if (written.MatchedCount < quick.Count)
                exact.InsertRange(0, byWay[true].Select(part => part.Exact()));
        }

        if (exact.Count > 0)
            await database.WriteAsync(collection, exact, cancellationToken);
    }

    private static IEnumerable<CheckpointPart> Jobs(Checkpoint checkpoint)
    {
        var (account, fence, seq) = (checkpoint.AccountId, checkpoint.Head.Fence, checkpoint.Head.Seq);
        return checkpoint.Jobs.Select(job => new CheckpointPart(
            QuickJobUpdates.Of(account, job, fence, seq), () => JobUpdates.Of(account, job, fence, seq)));
    }

    private static IEnumerable<CheckpointPart> Batches(Checkpoint checkpoint, BsonValue now)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return new CheckpointPart(null, () => BatchDocuments.CancelOpen(operation, checkpoint.AccountId, now, fence, seq));
        foreach (var batch in checkpoint.Batches)
            yield return new CheckpointPart(BatchDocuments.Update(batch, fence, seq), () => BatchDocuments.Put(batch, fence, seq));
    }

    /// <summary>An account that another operation holds stays its own: the unique index refuses, and the state is written inactive.</summary>
    private static async Task ProjectAsync(Database database, List<Checkpoint> projected, CancellationToken cancellationToken)
    {
        var refused = await BulkWrites.TryAsync(
            database, Collections.States, [.. projected.Select(checkpoint => Project(checkpoint, isRefused: false))], cancellationToken);
        if (refused.Count > 0)
            await database.WriteAsync(Collections.States, [.. refused.Select(index => Project(projected[index], isRefused: true))], cancellationToken);
    }

    private static UpdateOneModel<BsonDocument> Project(Checkpoint checkpoint, bool isRefused)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        var state = checkpoint.State ?? throw new ArgumentException("A checkpoint without a state has nothing to project.", nameof(checkpoint));
        return new UpdateOneModel<BsonDocument>(
            StateDocuments.Older(state, fence, seq), StateDocuments.Project(state, fence, seq, state.Active && !isRefused));
    }
}
