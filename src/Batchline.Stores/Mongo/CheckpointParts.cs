using Batchline.Engine.Record;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Writes the parts of checkpoints before their heads, in order. Each may be repeated and may be late.</summary>
internal static class CheckpointParts
{
    public static async Task WriteAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        await WriteJobsAsync(database, group, cancellationToken);
        List<WriteModel<BsonDocument>> batches = [.. group.SelectMany(checkpoint => Batches(checkpoint, database.Now))];
        if (batches.Count > 0)
            await database.WriteAsync(Collections.Batches, batches, cancellationToken);
        List<Checkpoint> projected = [.. group.Where(checkpoint => checkpoint.State is not null)];
        if (projected.Count > 0)
            await ProjectAsync(database, projected, cancellationToken);
    }

    /// <summary>Quick writes first; when one of them found nothing, all of them the exact way, which changes nothing where they did.</summary>
    private static async Task WriteJobsAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        var (quick, exact, spare) = (new List<WriteModel<BsonDocument>>(), new List<WriteModel<BsonDocument>>(), new List<(Checkpoint, JobWrite)>());
        foreach (var checkpoint in group)
        {
            foreach (var job in checkpoint.Jobs)
            {
                if (QuickJobUpdates.Of(checkpoint.AccountId, job, checkpoint.Head.Fence, checkpoint.Head.Seq) is { } update)
                {
                    quick.Add(update);
                    spare.Add((checkpoint, job));
                }
                else
                {
                    exact.Add(Exact(checkpoint, job));
                }
            }
        }

        if (quick.Count > 0)
        {
            var written = await database.RunAsync(
                Collections.Jobs, jobs => jobs.BulkWriteAsync(quick, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
            if (written.MatchedCount < quick.Count)
                exact.InsertRange(0, spare.Select(one => Exact(one.Item1, one.Item2)));
        }

        if (exact.Count > 0)
            await database.WriteAsync(Collections.Jobs, exact, cancellationToken);
    }

    private static WriteModel<BsonDocument> Exact(Checkpoint checkpoint, JobWrite job) =>
        JobUpdates.Of(checkpoint.AccountId, job, checkpoint.Head.Fence, checkpoint.Head.Seq);

    private static IEnumerable<WriteModel<BsonDocument>> Batches(Checkpoint checkpoint, BsonValue now)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return BatchDocuments.CancelOpen(operation, checkpoint.AccountId, now, fence, seq);
        foreach (var batch in checkpoint.Batches)
            yield return BatchDocuments.Put(batch, fence, seq);
    }

    /// <summary>An account that another operation holds stays its own: the unique index refuses, and the state is written inactive.</summary>
    private static Task<int> ProjectAsync(Database database, List<Checkpoint> projected, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.States, async states =>
        {
            var refused = new HashSet<int>();
            for (var done = 0; done < projected.Count;)
            {
                var writes = projected.Select((checkpoint, index) => Project(checkpoint, isRefused: refused.Contains(index))).Skip(done);
                try
                {
                    await states.BulkWriteAsync(writes, cancellationToken: cancellationToken);
                    done = projected.Count;
                }
                catch (MongoBulkWriteException e) when (!MongoErrors.IsUnavailable(e) && MongoErrors.IsDuplicate(e) && refused.Add(done + e.WriteErrors[0].Index))
                {
                    done += e.WriteErrors[0].Index;
                }
            }

            return projected.Count;
        });

    private static UpdateOneModel<BsonDocument> Project(Checkpoint checkpoint, bool isRefused)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        var state = checkpoint.State ?? throw new ArgumentException("A checkpoint without a state has nothing to project.", nameof(checkpoint));
        return new UpdateOneModel<BsonDocument>(
            StateDocuments.Older(state, fence, seq), StateDocuments.Project(state, fence, seq, state.Active && !isRefused));
    }
}
