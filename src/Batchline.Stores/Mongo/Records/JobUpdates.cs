using Batchline.Engine.Changes;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

/// <summary>Writes to documents of <c>jobs</c>. Each applies only to a document that is not newer.</summary>
internal static class JobUpdates
{
    private const string Words = "words";

    /// <summary>
    /// A plain update for the usual case, which costs the server and the network a fraction of writing a whole record: the job is
    /// known, not missing, older, still what it was compared with, and no field of it is gone. Otherwise, the filter finds nothing,
    /// and the write is to be repeated as <see cref="Of"/> makes it.
    /// </summary>
    /// <returns>Null if there is no such update for this write.</returns>
    public static UpdateOneModel<BsonDocument>? Quick(AccountId account, JobWrite write, long fence, long seq) => write switch
    {
        { Kind: JobWriteKind.Touch } => new(
            Known(account, write, fence, seq), new BsonDocument("$set", Notes(write, fence, seq).Add("lastUpdated", Bson.Time(write.At)))),
        { Kind: JobWriteKind.Replace, ChangedFields.Count: > 0, Document: { } document, Over: { Sync.Hash: { } hash } over }
            when QuickReplace(write, over.Document, document, fence, seq) is { } update => new(
                Known(account, write, fence, seq).Add("_sync.hash", hash).Add("_sync.raw", BsonNull.Value), update),
        _ => null,
    };

    /// <summary>The write for every case.</summary>
    public static WriteModel<BsonDocument> Of(AccountId account, JobWrite write, long fence, long seq) => write.Kind switch
    {
        JobWriteKind.Replace => Replace(account, write, fence, seq),
        JobWriteKind.Touch => Touch(account, write, fence, seq),
        JobWriteKind.MarkMissing => MarkMissing(account, write, fence, seq),
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Unknown kind of job write"),
    };

    /// <summary>A job with everything that another store noted about it.</summary>
    public static WriteModel<BsonDocument> Import(StoredJob job)
    {
        var (uuid, json, sync) = (job.Document.Uuid, job.Document.Json, job.Sync);
        var content = JobJson.Read(json);
        var notes = JobContent.Notes(content, uuid, json);
        notes["hash"] = Bson.Text(sync.Hash);
        notes["fence"] = sync.Fence;
        notes["seq"] = sync.Seq;
        notes[Words] = Bson.Texts(JobWords.Of(job.Document));
        notes["firstSeen"] = Bson.Time(sync.FirstSeen);
        notes["changedAt"] = Bson.Time(sync.ChangedAt);
        notes["changedFields"] = Bson.Texts(sync.ChangedFields);
        notes["checkedAt"] = Bson.Time(sync.CheckedAt);
        if (sync.MissingSince is { } missing)
            notes["missingSince"] = Bson.Time(missing);
        if (sync.SeenIn is { } operation)
            notes["seen"] = operation.Value;
        return Put(job.AccountId, uuid, Others(), content, Bson.Time(job.LastUpdated), Bson.Literal(notes), sync.Fence, sync.Seq);
    }

    /// <summary>Removes the fields that Workiz sent before, adds those it sent now, and leaves those of other programs.</summary>
    private static UpdateOneModel<BsonDocument> Replace(AccountId account, JobWrite write, long fence, long seq)
    {
        var document = write.Document ?? throw new ArgumentException("A replacing write has a document", nameof(write));
        var content = JobJson.Read(document.Json);
        var noneIsGone = write.ChangedFields.Count > 0 && write.ChangedFields.All(content.Contains);
        var notes = JobContent.Notes(content, write.Uuid, document.Json);
        notes[Words] = Bson.Texts(JobWords.Of(document));
        var sync = Sync(write, notes, fence, seq);
        return Put(account, write.Uuid, noneIsGone ? "$$ROOT" : Others(), content, Bson.Time(write.At), sync, fence, seq);
    }

    private static UpdateOneModel<BsonDocument> Put(
        AccountId account, string uuid, BsonValue kept, BsonDocument content, BsonValue at, BsonDocument sync, long fence, long seq)
    {
        // Literal, so that a dot or a dollar in the record means nothing to the server.
        var written = Bson.Op("$mergeObjects", kept, Bson.Literal(JobContent.Fields(content, uuid)), new BsonDocument
        {
            { "accountId", account.ToObjectId() },
            { "lastUpdated", at },
            { "_sync", sync },
        });
        var stage = new BsonDocument("$replaceWith", Bson.Cond(Bson.IsNewer("_sync.", fence, seq), "$$ROOT", written));
        return Database.Update(JobContent.KeyOf(account, uuid), stage, upsert: true);
    }

    private static BsonDocument Others()
    {
        var sentBefore = Bson.Op(
            "$and",
            Bson.Op("$in", "$$item.k", Bson.IfNull("$_sync.keys", new BsonArray())),
            Bson.Op("$not", Bson.Op("$in", "$$item.k", Bson.Literal(JobContent.ReservedNames))));
        var fields = Bson.Filter(new BsonDocument("$objectToArray", "$$ROOT"), Bson.Op("$not", sentBefore));
        return new BsonDocument("$arrayToObject", fields);
    }

    private static BsonDocument Sync(JobWrite write, BsonDocument notes, long fence, long seq)
    {
        var at = Bson.Time(write.At);
        notes["hash"] = Bson.Text(write.Hash);
        notes["fence"] = fence;
        notes["seq"] = seq;
        notes["changedAt"] = at;
        notes["checkedAt"] = at;
        return Bson.Op("$mergeObjects", Bson.Literal(notes), new BsonDocument
        {
            { "firstSeen", Bson.IfNull("$_sync.firstSeen", at) },
            { "seen", Seen(write) },
            { "pending", ChangeUpdates.OfContent(write, fence, seq) },
            {
                // A new job has no changes. One that another program wrote was there before.
                "changedFields",
                Bson.Cond(Bson.IfNull("$_id", false), Bson.Literal(Bson.Texts(write.ChangedFields)), new BsonArray())
            },
        });
    }

    private static UpdateOneModel<BsonDocument> Touch(AccountId account, JobWrite write, long fence, long seq)
    {
        var set = Checked(write, fence, seq, missingSince: "$$REMOVE");
        set["lastUpdated"] = Bson.Time(write.At);
        return Note(account, write, fence, seq, set);
    }

    /// <summary>Keeps the time at which the job was first found missing.</summary>
    private static UpdateOneModel<BsonDocument> MarkMissing(AccountId account, JobWrite write, long fence, long seq) =>
        Note(account, write, fence, seq, Checked(write, fence, seq, Bson.IfNull("$_sync.missingSince", Bson.Time(write.At))));

    private static BsonDocument Checked(JobWrite write, long fence, long seq, BsonValue missingSince) => new()
    {
        { "_sync.checkedAt", Bson.Time(write.At) },
        { "_sync.missingSince", missingSince },
        { "_sync.seen", Seen(write) },
        { ChangeUpdates.Pending, ChangeUpdates.OfNote(write, fence, seq) },
        { "_sync.fence", Bson.Literal(fence) },
        { "_sync.seq", Bson.Literal(seq) },
    };

    private static UpdateOneModel<BsonDocument> Note(AccountId account, JobWrite write, long fence, long seq, BsonDocument set) =>
        Database.Update(
            JobContent.KeyOf(account, write.Uuid).Add("$or", Bson.NotNewer("_sync.", fence, seq)), new BsonDocument("$set", set), upsert: false);

    private static BsonDocument Seen(JobWrite write) =>
        write.SeenIn is { } operation ? Bson.Literal(operation.Value) : Bson.IfNull("$_sync.seen", "$$REMOVE");

    private static BsonDocument Known(AccountId account, JobWrite write, long fence, long seq) =>
        JobContent.KeyOf(account, write.Uuid).Add("_sync.missingSince", BsonNull.Value).Add("$or", new BsonArray
        {
            new BsonDocument("_sync.fence", new BsonDocument("$lt", fence)),
            new BsonDocument { { "_sync.fence", fence }, { "_sync.seq", new BsonDocument("$lte", seq) } },
        });

    /// <summary>Only the fields that differ.</summary>
    private static BsonDocument? QuickReplace(JobWrite write, JobDocument before, JobDocument after, long fence, long seq)
    {
        if (!write.ChangedFields.All(IsPlain) || JobContent.Part(after.Root, write.ChangedFields) is not { } set)
            return null;
        set["lastUpdated"] = Bson.Time(write.At);
        set["_sync.hash"] = Bson.Text(write.Hash);
        set["_sync.changedAt"] = Bson.Time(write.At);
        set["_sync.changedFields"] = Bson.Texts(write.ChangedFields);
        if (!JobContent.HaveSameNames(before.Root, after.Root))
            set["_sync.keys"] = Bson.Texts(JobJson.NamesOf(after.Root));
        if (write.ChangedFields.Any(JobWords.AreIn))
            set["_sync." + Words] = Bson.Texts(JobWords.Of(after));
        return new BsonDocument
        {
            { "$set", set.AddRange(Notes(write, fence, seq)) },

            // A write that is repeated does not add the same entry twice.
            { "$addToSet", new BsonDocument(ChangeUpdates.Pending, ChangeUpdates.Entry(ChangeKind.Changed, write, fence, seq)) },
        };
    }

    private static BsonDocument Notes(JobWrite write, long fence, long seq)
    {
        var set = new BsonDocument { { "_sync.checkedAt", Bson.Time(write.At) }, { "_sync.fence", fence }, { "_sync.seq", seq } };
        if (write.SeenIn is { } operation)
            set["_sync.seen"] = operation.Value;
        return set;
    }

    /// <summary>Whether an update takes the name as a name: neither as a path or an operator, nor as a field of ours.</summary>
    private static bool IsPlain(string name) =>
        name.Length > 0 && name[0] != '$' && name != "UUID" && !name.Contains('.', StringComparison.Ordinal) && !JobContent.IsReserved(name);
}
