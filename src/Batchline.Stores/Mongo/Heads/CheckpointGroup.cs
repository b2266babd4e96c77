using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>
/// Writes the checkpoints of many accounts: each kind of part as one bulk write in the order of a checkpoint, the heads
/// last. Then the heads are read back: that decides each account, and brings what operators wrote meanwhile.
/// </summary>
internal static class CheckpointGroup
{
    /// <summary>All of a head but its body, which is the one that was written.</summary>
    private static readonly BsonDocument WithoutBody = new(new[]
    {
        "fence", "seq", "owner", "expiresAt", "released", "takenOver", "writeId", "notBefore", "dueAt", "control", "commands",
    }.Select(name => new BsonElement(name, 1)));

    /// <returns>In the order of the group; null: the head has another fence or sequence.</returns>
    public static async Task<IReadOnlyList<HeadView?>> WriteAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        await CheckpointParts.WriteAsync(database, group, cancellationToken);
        List<WriteModel<BsonDocument>> writes = [.. group.Select(checkpoint => Write(database, checkpoint))];
        var applied = await database.RunAsync(
            Collections.Heads, heads => heads.BulkWriteAsync(writes, cancellationToken: cancellationToken));
        var stored = await ReadAsync(database, group, cancellationToken);
        var views = new HeadView?[group.Count];
        for (var index = 0; index < group.Count; index++)
        {
            var write = group[index].Head;
            if (!stored.TryGetValue(group[index].AccountId.ToObjectId(), out var head)
                || head.NumberOf("fence") != write.Fence || head.TextOf("writeId") != write.WriteId)
            {
                continue;
            }

            // All were applied just now, and the majority has them. Else some may be older than this call, with their acknowledgement lost.
            views[index] = applied.MatchedCount == group.Count
                ? HeadDocuments.View(head) with { Body = write.Body }
                : await HeadWrites.SettleAsync(database, group[index], cancellationToken);
        }

        return views;
    }

    private static UpdateOneModel<BsonDocument> Write(Database database, Checkpoint checkpoint) => new(
        HeadWrites.Unwritten(checkpoint),
        Builders<BsonDocument>.Update.Pipeline(Database.Pipeline(HeadUpdates.Commit(database.Now, checkpoint.Head))));

    private static async Task<Dictionary<BsonValue, BsonDocument>> ReadAsync(
        Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        var ids = new BsonArray(group.Select(checkpoint => checkpoint.AccountId.ToObjectId()).Distinct());
        var found = await database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", new BsonDocument("_id", new BsonDocument("$in", ids))),
                new BsonDocument("$project", WithoutBody),
                HeadDocuments.Stamp(database.Now),
            ],
            cancellationToken);
        return found.ToDictionary(head => head["_id"]);
    }
}
