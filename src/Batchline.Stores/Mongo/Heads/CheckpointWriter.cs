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
    private const int MostRead = 1000;

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

    /// <summary>Writes the quick way wherever there is one. What that does not find is written the exact way, and nothing else.</summary>
    private static async Task WriteAsync(Database database, string collection, IEnumerable<Part> parts, CancellationToken cancellationToken)
    {
        var byWay = parts.ToLookup(part => part.Quick is not null);
        List<Part> quick = [.. byWay[true]];
        List<Part> exact = [.. byWay[false]];
        if (quick.Count > 0)
        {
            var written = await database.RunAsync(
                collection, documents => documents.BulkWriteAsync(quick.Select(part => part.Quick), Unordered, cancellationToken));
            if (written.MatchedCount < quick.Count)
                exact.InsertRange(0, await UnwrittenAsync(database, collection, quick, cancellationToken));
        }

        if (exact.Count > 0)
            await database.WriteAsync(collection, [.. exact.Select(part => part.Exact())], cancellationToken);
    }

    /// <summary>The answer to a bulk write says how many of its writes found nothing, but not which. The documents show it by their marks.</summary>
    private static async Task<List<Part>> UnwrittenAsync(Database database, string collection, List<Part> parts, CancellationToken cancellationToken)
    {
        var written = new HashSet<BsonDocument>();
        var names = parts[0].Key.Names.ToList();
        var project = new BsonDocument("_id", 0).AddRange(names.Select(name => new BsonElement(name, 1)));
        foreach (var some in parts.Chunk(MostRead))
        {
            var any = new BsonDocument("$or", new BsonArray(some.Select(part => new BsonDocument(part.Key).AddRange(part.Mark))));
            foreach (var found in await database.AggregateAsync(collection, [new("$match", any), new("$project", project)], cancellationToken))
                written.Add(new BsonDocument(names.Select(name => new BsonElement(name, found[name]))));
        }

        // If two writes of one document have the same mark, it does not tell them apart.
        var once = parts.CountBy(part => part.Key).Where(key => key.Value == 1).Select(key => key.Key).ToHashSet();
        return [.. parts.Where(part => !written.Contains(part.Key) || !once.Contains(part.Key))];
    }

    private static IEnumerable<Part> Jobs(Checkpoint checkpoint)
    {
        var (account, fence, seq) = (checkpoint.AccountId, checkpoint.Head.Fence, checkpoint.Head.Seq);
        foreach (var job in checkpoint.Jobs)
        {
            yield return new Part(
                JobUpdates.Quick(account, job, fence, seq), JobContent.KeyOf(account, job.Uuid), Mark("_sync.", fence, seq), () => JobUpdates.Of(account, job, fence, seq));
        }
    }

    private static IEnumerable<Part> Batches(Checkpoint checkpoint, BsonValue now)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return new Part(null, [], [], () => BatchDocuments.CancelOpen(operation, checkpoint.AccountId, now, fence, seq));
        foreach (var batch in checkpoint.Batches)
            yield return new Part(BatchDocuments.Update(batch, fence, seq), BatchDocuments.KeyOf(batch), Mark("", fence, seq), () => BatchDocuments.Put(batch, fence, seq));
    }

    private static BsonDocument Mark(string prefix, long fence, long seq) => new() { { prefix + "fence", fence }, { prefix + "seq", seq } };

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
        if (applied.MatchedCount < group.Count)
            await ConfirmAsync(database, [.. group.Where(checkpoint => Find(checkpoint) is not null)], cancellationToken);
        return [.. group.Select(checkpoint => Find(checkpoint) is { } head ? HeadDocuments.View(head) with { Body = checkpoint.Head.Body } : null)];

        BsonDocument? Find(Checkpoint checkpoint) =>
            stored.TryGetValue(checkpoint.AccountId.ToObjectId(), out var head)
            && head.NumberOf("fence") == checkpoint.Head.Fence && head.TextOf("writeId") == checkpoint.Head.WriteId ? head : null;
    }

    /// <summary>
    /// Not all were applied just now: those that look written may be from an earlier try whose acknowledgment was lost. One more
    /// write of each, whose acknowledgment means that the majority has what came before it too.
    /// </summary>
    private static async Task ConfirmAsync(Database database, List<Checkpoint> written, CancellationToken cancellationToken)
    {
        var stamp = Bson.Stamp(database.Now);
        if (written.Count > 0)
            await database.WriteAsync(Collections.Heads, [.. written.Select(checkpoint => Database.Update(Written(checkpoint), stamp, upsert: false))], cancellationToken);
    }

    /// <summary>Finds out whether a write was refused, or was applied earlier and its acknowledgment lost.</summary>
    private static async Task<HeadView?> SettleAsync(Database database, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        // A write and not a read, so that the answer means that the majority has it too.
        var head = await database.ChangeAsync(Collections.Heads, Written(checkpoint), [Bson.Stamp(database.Now)], cancellationToken);
        return head is null ? null : HeadDocuments.View(head);
    }

    private static BsonDocument Written(Checkpoint checkpoint) => new()
    {
        { "_id", checkpoint.AccountId.ToObjectId() }, { "fence", checkpoint.Head.Fence }, { "writeId", checkpoint.Head.WriteId },
    };

    private static BsonDocument Unwritten(Checkpoint checkpoint) => new()
    {
        { "_id", checkpoint.AccountId.ToObjectId() }, { "fence", checkpoint.Head.Fence }, { "seq", checkpoint.Head.Seq },
    };

    /// <summary>One document to write.</summary>
    /// <param name="Quick">Null: there is only the exact way.</param>
    /// <param name="Key">Which document.</param>
    /// <param name="Mark">What is true of the document once this is written.</param>
    private sealed record Part(UpdateOneModel<BsonDocument>? Quick, BsonDocument Key, BsonDocument Mark, Func<WriteModel<BsonDocument>> Exact);
}
