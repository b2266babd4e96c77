using Batchline.Engine.Changes;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

/// <summary>
/// The writes of every day as plain updates, which cost a server and the wire a fraction of a whole record: the job is
/// known, not missing, older, still what it was compared with, and no field of it is gone. Where any of this is not so the
/// filter finds nothing, and the write is to be repeated as <see cref="JobUpdates"/> makes it.
/// </summary>
internal static class QuickJobUpdates
{
    /// <summary>Null: this write is not one of these.</summary>
    public static UpdateOneModel<BsonDocument>? Of(AccountId account, JobWrite write, long fence, long seq) => write switch
    {
        { Kind: JobWriteKind.Touch } => new(
            Known(account, write, fence, seq), new BsonDocument("$set", Notes(write, fence, seq).Add("lastUpdated", BsonValues.Time(write.At)))),
        { Kind: JobWriteKind.Replace, ChangedFields.Count: > 0, Document: { } document, Over: { Sync.Hash: { } hash } over }
            when Replace(write, over.Document, document, fence, seq) is { } update => new(
                Known(account, write, fence, seq).Add("_sync.hash", hash).Add("_sync.raw", BsonNull.Value), update),
        _ => null,
    };

    private static BsonDocument Known(AccountId account, JobWrite write, long fence, long seq) =>
        JobContent.KeyOf(account, write.Uuid).Add("_sync.missingSince", BsonNull.Value).Add("$or", new BsonArray
        {
            new BsonDocument("_sync.fence", new BsonDocument("$lt", fence)),
            new BsonDocument { { "_sync.fence", fence }, { "_sync.seq", new BsonDocument("$lte", seq) } },
        });

    /// <summary>Only the fields that differ.</summary>
    private static BsonDocument? Replace(JobWrite write, JobDocument before, JobDocument after, long fence, long seq)
    {
        if (!write.ChangedFields.All(IsPlain) || JobContent.Part(after.Root, write.ChangedFields) is not { } set)
            return null;
        set["lastUpdated"] = BsonValues.Time(write.At);
        set["_sync.hash"] = BsonValues.Text(write.Hash);
        set["_sync.changedAt"] = BsonValues.Time(write.At);
        set["_sync.changedFields"] = BsonValues.Texts(write.ChangedFields);
        if (!JobContent.HaveSameNames(before.Root, after.Root))
            set["_sync.keys"] = BsonValues.Texts(JobJson.NamesOf(after.Root));
        return new BsonDocument
        {
            { "$set", set.AddRange(Notes(write, fence, seq)) },

            // The same one is not added twice by a write that is repeated.
            { "$addToSet", new BsonDocument(ChangeUpdates.Pending, ChangeUpdates.Entry(ChangeKind.Changed, write, fence, seq)) },
        };
    }

    private static BsonDocument Notes(JobWrite write, long fence, long seq)
    {
        var set = new BsonDocument { { "_sync.checkedAt", BsonValues.Time(write.At) }, { "_sync.fence", fence }, { "_sync.seq", seq } };
        if (write.SeenIn is { } operation)
            set["_sync.seen"] = operation.Value;
        return set;
    }

    /// <summary>Neither a path nor an operator to an update, nor a name of ours.</summary>
    private static bool IsPlain(string name) =>
        name.Length > 0 && name[0] != '$' && name != "UUID" && !name.Contains('.', StringComparison.Ordinal) && !JobContent.IsReserved(name);
}
