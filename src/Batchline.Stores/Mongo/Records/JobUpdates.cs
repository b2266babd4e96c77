using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

/// <summary>Writes to documents of <c>jobs</c>. Each applies only over one that is not newer.</summary>
internal static class JobUpdates
{
    public static WriteModel<BsonDocument> Of(AccountId account, JobWrite write, long fence, long seq) => write.Kind switch
    {
        JobWriteKind.Replace => Replace(account, write, fence, seq),
        JobWriteKind.Touch => Touch(account, write, fence, seq),
        JobWriteKind.MarkMissing => MarkMissing(account, write, fence, seq),
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
        var noneIsGone = write.ChangedFields.Count > 0 && write.ChangedFields.All(content.Contains);
        var written = Expr.Of(
            "$mergeObjects",
            noneIsGone ? "$$ROOT" : Others(),
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

    /// <summary>A job with all notes on it, from another store.</summary>
    public static WriteModel<BsonDocument> Import(StoredJob job)
    {
        var (uuid, json, sync) = (job.Document.Uuid, job.Document.Json, job.Sync);
        var content = JobJson.Read(json);
        var notes = JobContent.Notes(content, uuid, json);
        notes["hash"] = BsonValues.Text(sync.Hash);
        notes["fence"] = sync.Fence;
        notes["seq"] = sync.Seq;
        notes["firstSeen"] = BsonValues.Time(sync.FirstSeen);
        notes["changedAt"] = BsonValues.Time(sync.ChangedAt);
        notes["changedFields"] = BsonValues.Texts(sync.ChangedFields);
        notes["checkedAt"] = BsonValues.Time(sync.CheckedAt);
        if (sync.MissingSince is { } missing)
            notes["missingSince"] = BsonValues.Time(missing);
        if (sync.SeenIn is { } operation)
            notes["seen"] = operation.Value;
        var written = Expr.Of("$mergeObjects", Others(), Expr.Literal(JobContent.Fields(content, uuid)), Expr.Literal(new BsonDocument
        {
            { "accountId", job.AccountId.ToObjectId() },
            { "lastUpdated", BsonValues.Time(job.LastUpdated) },
            { "_sync", notes },
        }));
        var stage = new BsonDocument("$replaceWith", Expr.Cond(Expr.IsNewer("_sync.", sync.Fence, sync.Seq), "$$ROOT", written));
        return Database.Update(JobContent.KeyOf(job.AccountId, uuid), stage, upsert: true);
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
            { "pending", ChangeUpdates.OfContent(write, fence, seq) },
            {
                // A job that is new has no changes; one that another program wrote was there before.
                "changedFields",
                Expr.Cond(Expr.IfNull("$_id", false), Expr.Literal(BsonValues.Texts(write.ChangedFields)), new BsonArray())
            },
        });
    }

    private static UpdateOneModel<BsonDocument> Touch(AccountId account, JobWrite write, long fence, long seq)
    {
        var set = Checked(write, fence, seq, missingSince: "$$REMOVE");
        set["lastUpdated"] = BsonValues.Time(write.At);
        return Note(account, write, fence, seq, set);
    }

    /// <summary>Missing since it was first found to be: an earlier time stays.</summary>
    private static UpdateOneModel<BsonDocument> MarkMissing(AccountId account, JobWrite write, long fence, long seq) =>
        Note(account, write, fence, seq, Checked(write, fence, seq, Expr.IfNull("$_sync.missingSince", BsonValues.Time(write.At))));

    private static BsonDocument Checked(JobWrite write, long fence, long seq, BsonValue missingSince) => new()
    {
        { "_sync.checkedAt", BsonValues.Time(write.At) },
        { "_sync.missingSince", missingSince },
        { "_sync.seen", Seen(write) },
        { ChangeUpdates.Pending, ChangeUpdates.OfNote(write, fence, seq) },
        { "_sync.fence", Expr.Literal(fence) },
        { "_sync.seq", Expr.Literal(seq) },
    };

    private static UpdateOneModel<BsonDocument> Note(AccountId account, JobWrite write, long fence, long seq, BsonDocument set) =>
        Database.Update(
            JobContent.KeyOf(account, write.Uuid).Add("$or", Expr.NotNewer("_sync.", fence, seq)), new BsonDocument("$set", set), upsert: false);

    private static BsonDocument Seen(JobWrite write) =>
        write.SeenIn is { } operation ? Expr.Literal(operation.Value) : Expr.IfNull("$_sync.seen", "$$REMOVE");
}
