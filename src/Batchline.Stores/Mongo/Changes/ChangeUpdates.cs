using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Changes;

/// <summary>
/// Changes on their way into the feed. The update that changes a job also writes them into its document, as <c>_sync.pending</c>. So
/// no change is lost or written without its job, whatever is killed between two commands.
/// </summary>
internal static class ChangeUpdates
{
    public const string Pending = "_sync.pending";

    /// <summary>The value of <c>pending</c> after a write with new content. A repeated write finds its own (fence, seq) and adds nothing.</summary>
    public static BsonDocument OfContent(JobWrite write, long fence, long seq)
    {
        var isNew = Bson.Op("$not", Bson.IfNull("$_id", false));
        var kind = Bson.Cond(isNew, Name(ChangeKind.Added), Bson.Cond(IsMissing(), Name(ChangeKind.Back), Name(ChangeKind.Changed)));
        var fields = Bson.Cond(isNew, new BsonArray(), Bson.Literal(Bson.Texts(write.ChangedFields)));
        return Bson.Cond(IsRepeated(fence, seq), Kept(), With(kind, fields, write, fence, seq));
    }

    /// <summary>The value of <c>pending</c> after a write that touches the job or marks it missing.</summary>
    public static BsonDocument OfNote(JobWrite write, long fence, long seq)
    {
        var gone = write.Kind == JobWriteKind.MarkMissing;
        var changes = gone ? Bson.Op("$not", IsMissing()) : IsMissing();
        return Bson.Cond(changes, With(Name(gone ? ChangeKind.Missing : ChangeKind.Back), new BsonArray(), write, fence, seq), Kept());
    }

    /// <summary>A waiting change. The names are in the order in which pipelines write them.</summary>
    public static BsonDocument Entry(ChangeKind kind, JobWrite write, long fence, long seq) => new()
    {
        { "kind", Name(kind) },
        { "at", Bson.Time(write.At) },
        { "changedFields", Bson.Texts(write.ChangedFields) },
        { "fence", fence },
        { "seq", seq },
    };

    /// <summary>Matches jobs of which no other change waits.</summary>
    public static BsonDocument HaveOnly(BsonValue fence, BsonValue seq) => new()
    {
        { Pending, new BsonDocument("$size", 1) },
        { Pending + ".fence", fence },
        { Pending + ".seq", seq },
    };

    /// <summary>Removes what the feed now has.</summary>
    public static BsonDocument Remove(IEnumerable<BsonDocument> entries)
    {
        var done = new BsonArray(entries.Select(entry => new BsonArray { entry["fence"], entry["seq"] }));
        var left = Bson.Filter(Bson.IfNull("$" + Pending, new BsonArray()), Bson.Op(
            "$not", Bson.Op("$in", new BsonArray { "$$item.fence", "$$item.seq" }, Bson.Literal(done))));
        return new BsonDocument("$set", new BsonDocument(
            Pending, Bson.Cond(Bson.Op("$eq", new BsonDocument("$size", left), 0), "$$REMOVE", left)));
    }

    private static BsonDocument With(BsonValue kind, BsonValue fields, JobWrite write, long fence, long seq) => Bson.Op(
        "$concatArrays",
        Bson.IfNull("$" + Pending, new BsonArray()),
        new BsonArray
        {
            new BsonDocument
            {
                { "kind", kind },
                { "at", Bson.Time(write.At) },
                { "changedFields", fields },
                { "fence", Bson.Literal(fence) },
                { "seq", Bson.Literal(seq) },
            },
        });

    private static BsonDocument Kept() => Bson.IfNull("$" + Pending, "$$REMOVE");

    private static BsonDocument IsMissing() => Bson.Op("$ne", Bson.IfNull("$_sync.missingSince", BsonNull.Value), BsonNull.Value);

    private static BsonDocument IsRepeated(long fence, long seq) => Bson.Op(
        "$and", Bson.Op("$eq", "$_sync.fence", Bson.Literal(fence)), Bson.Op("$eq", "$_sync.seq", Bson.Literal(seq)));

    private static BsonValue Name(ChangeKind kind) => StoredEnum.Of(kind);
}
