using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Mongo.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>
/// Writes the checkpoints of many accounts: each kind of part as one bulk write, in the order of a checkpoint, and the heads last.
/// </summary>
internal static class CheckpointWriter
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    /// <summary>Everything of a head except its body, which is the one that was written.</summary>
    private static readonly BsonDocument WithoutBody = new(new[]
    {
        "fence", "seq", "owner", "expiresAt", "released", "takenOver", "writeId", "notBefore", "dueAt", "control", "commands",
    }.Select(name => new BsonElement(name, 1)));

    /// <returns>In the order of the group; null where the head has another fence or sequence.</returns>
    public static async Task<IReadOnlyList<HeadView?>> WriteAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        await WritePartsAsync(database, group, cancellationToken);

        // The write of a single head returns it, so it need not be read back.
        return group is [var only]
            ? [await WriteHeadAsync(database, only, cancellationToken)]
            : await WriteHeadsAsync(database, group, cancellationToken);
    }

    /// <summary>Writes what comes before the heads. Each part may be repeated and may be late.</summary>
    public static async Task WritePartsAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        await WriteAsync(database, Collections.Jobs, group.SelectMany(Jobs), cancellationToken);
        await WriteAsync(database, Collections.Batches, group.SelectMany(checkpoint => Batches(checkpoint, database.Now)), cancellationToken);
        List<Checkpoint> projected = [.. group.Where(checkpoint => checkpoint.State is not null)];
        if (projected.Count > 0)
            await ProjectAsync(database, projected, cancellationToken);
    }

    /// <summary>
    /// Writes the quick way wherever there is one. If one of these writes finds nothing, all of them are repeated the exact way,
    /// which changes nothing where the quick one succeeded.
    /// </summary>
    private static async Task WriteAsync(
        Database database,
        string collection,
        IEnumerable<(WriteModel<BsonDocument>? Quick, Func<WriteModel<BsonDocument>> Exact)> parts,
        CancellationToken cancellationToken)
    {
        var byWay = parts.ToLookup(part => part.Quick is not null);
        List<WriteModel<BsonDocument>> quick = [.. byWay[true].Select(part => part.Quick).OfType<WriteModel<BsonDocument>>()];
        List<WriteModel<BsonDocument>> exact = [.. byWay[false].Select(part => part.Exact())];
        if (quick.Count > 0)
        {
            var written = await database.RunAsync(collection, documents => documents.BulkWriteAsync(quick, Unordered, cancellationToken));
            if (written.MatchedCount < quick.Count)
                exact.InsertRange(0, byWay[true].Select(part => part.Exact()));
        }

        if (exact.Count > 0)
            await database.WriteAsync(collection, exact, cancellationToken);
    }

    private static IEnumerable<(WriteModel<BsonDocument>? Quick, Func<WriteModel<BsonDocument>> Exact)> Jobs(Checkpoint checkpoint)
    {
        var (account, fence, seq) = (checkpoint.AccountId, checkpoint.Head.Fence, checkpoint.Head.Seq);
        foreach (var job in checkpoint.Jobs)
            yield return (JobUpdates.Quick(account, job, fence, seq), () => JobUpdates.Of(account, job, fence, seq));
    }

    private static IEnumerable<(WriteModel<BsonDocument>? Quick, Func<WriteModel<BsonDocument>> Exact)> Batches(Checkpoint checkpoint, BsonValue now)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return (null, () => BatchDocuments.CancelOpen(operation, checkpoint.AccountId, now, fence, seq));
        foreach (var batch in checkpoint.Batches)
            yield return (BatchDocuments.Update(batch, fence, seq), () => BatchDocuments.Put(batch, fence, seq));
    }

    private static async Task ProjectAsync(Database database, List<Checkpoint> projected, CancellationToken cancellationToken)
    {
        var refused = await database.TryWriteAsync(
            Collections.States, [.. projected.Select(checkpoint => Project(checkpoint, isRefused: false))], cancellationToken);

        // Another operation holds the account and keeps it: the unique index refuses, and the state is written as inactive.
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

    private static async Task<HeadView?> WriteHeadAsync(Database database, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = await database.ChangeAsync(
            Collections.Heads, Unwritten(checkpoint), HeadUpdates.Commit(database.Now, checkpoint.Head), cancellationToken);
        return head is null ? await SettleAsync(database, checkpoint, cancellationToken) : HeadDocuments.View(head);
    }

    /// <summary>Reading the heads back decides about each account, and brings what operators wrote meanwhile.</summary>
    private static async Task<IReadOnlyList<HeadView?>> WriteHeadsAsync(
        Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        List<WriteModel<BsonDocument>> writes = [.. group.Select(checkpoint => new UpdateOneModel<BsonDocument>(
            Unwritten(checkpoint),
            Builders<BsonDocument>.Update.Pipeline(Database.Pipeline(HeadUpdates.Commit(database.Now, checkpoint.Head)))))];
        var applied = await database.RunAsync(
            Collections.Heads, heads => heads.BulkWriteAsync(writes, cancellationToken: cancellationToken));
        var ids = new BsonArray(group.Select(checkpoint => checkpoint.AccountId.ToObjectId()).Distinct());
        var found = await database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", new BsonDocument("_id", new BsonDocument("$in", ids))),
                new BsonDocument("$project", WithoutBody),
                Bson.Stamp(database.Now),
            ],
            cancellationToken);
        var stored = found.ToDictionary(head => head["_id"]);
        var views = new HeadView?[group.Count];
        for (var index = 0; index < group.Count; index++)
        {
            var write = group[index].Head;
            if (!stored.TryGetValue(group[index].AccountId.ToObjectId(), out var head)
                || head.NumberOf("fence") != write.Fence || head.TextOf("writeId") != write.WriteId)
            {
                continue;
            }

            // If all were applied just now, the majority has them. Otherwise, some may be from an earlier try whose acknowledgment was lost.
            views[index] = applied.MatchedCount == group.Count
                ? HeadDocuments.View(head) with { Body = write.Body }
                : await SettleAsync(database, group[index], cancellationToken);
        }

        return views;
    }

    /// <summary>Finds out whether a write was refused, or was applied earlier and its acknowledgment lost.</summary>
    private static async Task<HeadView?> SettleAsync(Database database, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var written = new BsonDocument
        {
            { "_id", checkpoint.AccountId.ToObjectId() }, { "fence", checkpoint.Head.Fence }, { "writeId", checkpoint.Head.WriteId },
        };

        // A write and not a read, so that the answer means that the majority has it too.
        var head = await database.ChangeAsync(Collections.Heads, written, [Bson.Stamp(database.Now)], cancellationToken);
        return head is null ? null : HeadDocuments.View(head);
    }

    private static BsonDocument Unwritten(Checkpoint checkpoint) => new()
    {
        { "_id", checkpoint.AccountId.ToObjectId() }, { "fence", checkpoint.Head.Fence }, { "seq", checkpoint.Head.Seq },
    };
}
