using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>The compare-and-set of one head.</summary>
internal static class HeadWrites
{
    /// <summary>Null: the head has another fence or sequence.</summary>
    public static async Task<HeadView?> WriteAsync(Database database, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = await database.ChangeAsync(
            Collections.Heads, Unwritten(checkpoint), HeadUpdates.Commit(database.Now, checkpoint.Head), cancellationToken);
        return head is null ? await SettleAsync(database, checkpoint, cancellationToken) : HeadDocuments.View(head);
    }

    /// <summary>
    /// Refused, or applied before with the acknowledgement lost? Stamped rather than read, so that it is on the majority too.
    /// </summary>
    public static async Task<HeadView?> SettleAsync(Database database, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var written = new BsonDocument
        {
            { "_id", checkpoint.AccountId.ToObjectId() }, { "fence", checkpoint.Head.Fence }, { "writeId", checkpoint.Head.WriteId },
        };
        var head = await database.ChangeAsync(Collections.Heads, written, [HeadDocuments.Stamp(database.Now)], cancellationToken);
        return head is null ? null : HeadDocuments.View(head);
    }

    public static BsonDocument Unwritten(Checkpoint checkpoint) => new()
    {
        { "_id", checkpoint.AccountId.ToObjectId() }, { "fence", checkpoint.Head.Fence }, { "seq", checkpoint.Head.Seq },
    };
}
