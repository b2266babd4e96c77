using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Writes to documents of <c>jobs</c>. Each applies only over one that is not newer.</summary>
internal static class JobUpdates
{
    public static WriteModel<BsonDocument> Of(AccountId account, JobWrite write, long fence, long seq) => write.Kind switch
    {
        JobWriteKind.Replace => Replace(account, write, fence, seq),
        JobWriteKind.Touch => Note(account, write, fence, seq, new BsonDocument("lastUpdated", BsonValues.Time(write.At)), "$$REMOVE"),
        JobWriteKind.MarkMissing => Note(
            account, write, fence, seq, [], Expr.IfNull("$_sync.missingSince", BsonValues.Time(write.At))),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Unknown kind of job write"),
    };

    /// <summary>
    /// Takes out the fields that Workiz sent before, puts in those it sent now, and leaves those of other programs. The
    /// names are values here, so that a dot or a dollar in them means nothing.
    /// </summary>
    private static UpdateOneModel<BsonDocument> Replace(AccountId account, JobWrite write, long fence, long seq)
    {
        var json = write.Document?.Json ?? throw new ArgumentException("A replacing write has a document", nameof(write));
        var content = JobJson.Read(json);
        var written = Expr.Of(
            "$mergeObjects",
            Others(),
            Expr.Literal(JobContent.Fields(content, write.Uuid)),
            new BsonDocument
            {
                { "accountId", account.ToObjectId() },
                { "lastUpdated", BsonValues.Time(write.At) },
                { "_sync", Sync(write, JobContent.Notes(content, write.Uuid, json), fence, seq) },
            });
        var stage = new BsonDocument("$replaceWith", Expr.Cond(Expr.IsNewer("_sync.", fence, seq), "$$ROOT", written));
        return Database.Update(JobContent.KeyOf(account, write.Uuid), stage, upsert: true);
    }

    private static BsonDocument Others()
    {
        var sentBefore = Expr.Of(
            "$and",
            Expr.Of("$in", "$$item.k", Expr.IfNull("$_sync.keys", new BsonArray())),
            Expr.Of("$not", Expr.Of("$in", "$$item.k", Expr.Literal(JobContent.ReservedNames))));
        var fields = Expr.Filter(new BsonDocument("$objectToArray", "$$ROOT"), Expr.Of("$not", sentBefore));
        return new BsonDocument("$arrayToObject", fields);
    }

    private static BsonDocument Sync(JobWrite write, BsonDocument notes, long fence, long seq)
    {
        var at = BsonValues.Time(write.At);
        notes["hash"] = BsonValues.Text(write.Hash);
        notes["fence"] = fence;
        notes["seq"] = seq;
        notes["changedAt"] = at;
        notes["checkedAt"] = at;
        return Expr.Of("$mergeObjects", Expr.Literal(notes), new BsonDocument
        {
            { "firstSeen", Expr.IfNull("$_sync.firstSeen", at) },
            { "seen", Seen(write) },
            {
                // A job that is new has no changes; one that another program wrote was there before.
                "changedFields",
                Expr.Cond(Expr.IfNull("$_id", false), Expr.Literal(BsonValues.Texts(write.ChangedFields)), new BsonArray())
            },
        });
    }

    private static UpdateOneModel<BsonDocument> Note(
        AccountId account, JobWrite write, long fence, long seq, BsonDocument set, BsonValue missingSince)
    {
        set["_sync.checkedAt"] = BsonValues.Time(write.At);
        set["_sync.missingSince"] = missingSince;
        set["_sync.seen"] = Seen(write);
        set["_sync.fence"] = Expr.Literal(fence);
        set["_sync.seq"] = Expr.Literal(seq);
        var filter = JobContent.KeyOf(account, write.Uuid).Add("$or", Expr.NotNewer("_sync.", fence, seq));
        return Database.Update(filter, new BsonDocument("$set", set), upsert: false);
    }

    private static BsonDocument Seen(JobWrite write) =>
        write.SeenIn is { } operation ? Expr.Literal(operation.Value) : Expr.IfNull("$_sync.seen", "$$REMOVE");
}
