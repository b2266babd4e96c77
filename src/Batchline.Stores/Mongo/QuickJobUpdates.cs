using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Batchline.Engine.Report;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>
/// The writes of every day as plain updates, which a server does with a fraction of the work of a pipeline: the job is
/// known, not missing, older, and no field of it is gone. Where any of this is not so the filter finds nothing, and the
/// write is to be repeated as <see cref="JobUpdates"/> makes it.
/// </summary>
internal static class QuickJobUpdates
{
    private static readonly string[] RareNotes = ["shadowed", "raw"];

    /// <summary>Null: this write is not one of these.</summary>
    public static UpdateOneModel<BsonDocument>? Of(AccountId account, JobWrite write, long fence, long seq)
    {
        var update = write switch
        {
            { Kind: JobWriteKind.Touch } => new BsonDocument("$set", Notes(write, fence, seq).Add("lastUpdated", BsonValues.Time(write.At))),
            { Kind: JobWriteKind.Replace, ChangedFields.Count: > 0, Document.Json: { } json } => Replace(write, JobJson.Read(json), json, fence, seq),
            _ => null,
        };
        return update is null ? null : new UpdateOneModel<BsonDocument>(Known(account, write, fence, seq), update);
    }

    private static BsonDocument Known(AccountId account, JobWrite write, long fence, long seq) =>
        JobContent.KeyOf(account, write.Uuid).Add("_sync.missingSince", BsonNull.Value).Add("$or", new BsonArray
        {
            new BsonDocument("_sync.fence", new BsonDocument("$lt", fence)),
            new BsonDocument { { "_sync.fence", fence }, { "_sync.seq", new BsonDocument("$lte", seq) } },
        });

    private static BsonDocument? Replace(JobWrite write, BsonDocument content, string json, long fence, long seq)
    {
        if (!content.Names.All(IsPlain) || !write.ChangedFields.All(content.Contains))
            return null;
        var notes = JobContent.Notes(content, write.Uuid, json);
        var set = JobContent.Fields(content, write.Uuid);
        set["lastUpdated"] = BsonValues.Time(write.At);
        set["_sync.hash"] = BsonValues.Text(write.Hash);
        set["_sync.changedAt"] = BsonValues.Time(write.At);
        set["_sync.changedFields"] = BsonValues.Texts(write.ChangedFields);
        set.AddRange(Notes(write, fence, seq));
        set.AddRange(notes.Select(note => new BsonElement("_sync." + note.Name, note.Value)));
        var gone = RareNotes.Where(name => !notes.Contains(name)).Select(name => new BsonElement("_sync." + name, ""));
        return new BsonDocument
        {
            { "$set", set },
            { "$unset", new BsonDocument(gone) },

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

    /// <summary>Neither a path nor an operator to an update.</summary>
    private static bool IsPlain(string name) => name.Length > 0 && name[0] != '$' && !name.Contains('.', StringComparison.Ordinal);
}
