using Batchline.Engine.Changes;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Changes;

/// <summary>
/// Changes on their way into the feed: they are written into the job's own document, in the update that changes it, as
/// <c>_sync.pending</c>. So no change is lost or written without its job, whatever is killed between two commands.
/// </summary>
internal static class ChangeUpdates
{
    public const string Pending = "_sync.pending";

    /// <summary>What stands in <c>pending</c> after a write with new content. A repeated write finds its own (fence, seq) and adds nothing.</summary>
    public static BsonDocument OfContent(JobWrite write, long fence, long seq)
    {
        var isNew = Expr.Of("$not", Expr.IfNull("$_id", false));
        var kind = Expr.Cond(isNew, Name(ChangeKind.Added), Expr.Cond(IsMissing(), Name(ChangeKind.Back), Name(ChangeKind.Changed)));
        var fields = Expr.Cond(isNew, new BsonArray(), Expr.Literal(BsonValues.Texts(write.ChangedFields)));
        return Expr.Cond(IsRepeated(fence, seq), Kept(), With(kind, fields, write, fence, seq));
    }

    /// <summary>What stands in <c>pending</c> after a write that touches the job or marks it missing.</summary>
    public static BsonDocument OfNote(JobWrite write, long fence, long seq)
    {
        var gone = write.Kind == JobWriteKind.MarkMissing;
        var changes = gone ? Expr.Of("$not", IsMissing()) : IsMissing();
        return Expr.Cond(changes, With(Name(gone ? ChangeKind.Missing : ChangeKind.Back), new BsonArray(), write, fence, seq), Kept());
    }

    /// <summary>One change as it waits; the names stand in the order in which pipelines write them.</summary>
    public static BsonDocument Entry(ChangeKind kind, JobWrite write, long fence, long seq) => new()
    {
        { "kind", Name(kind) },
        { "at", BsonValues.Time(write.At) },
        { "changedFields", BsonValues.Texts(write.ChangedFields) },
        { "fence", fence },
        { "seq", seq },
    };

    /// <summary>Jobs of which no other change waits.</summary>
    public static BsonDocument HaveOnly(BsonValue fence, BsonValue seq) => new()
    {
        { Pending, new BsonDocument("$size", 1) },
        { Pending + ".fence", fence },
        { Pending + ".seq", seq },
    };

    /// <summary>Takes out what the feed holds now.</summary>
    public static BsonDocument Remove(IEnumerable<BsonDocument> entries)
    {
        var done = new BsonArray(entries.Select(entry => new BsonArray { entry["fence"], entry["seq"] }));
        var left = Expr.Filter(Expr.IfNull("$" + Pending, new BsonArray()), Expr.Of(
            "$not", Expr.Of("$in", new BsonArray { "$$item.fence", "$$item.seq" }, Expr.Literal(done))));
        return new BsonDocument("$set", new BsonDocument(
            Pending, Expr.Cond(Expr.Of("$eq", new BsonDocument("$size", left), 0), "$$REMOVE", left)));
    }

    private static BsonDocument With(BsonValue kind, BsonValue fields, JobWrite write, long fence, long seq) => Expr.Of(
        "$concatArrays",
        Expr.IfNull("$" + Pending, new BsonArray()),
        new BsonArray
        {
            new BsonDocument
            {
                { "kind", kind },
                { "at", BsonValues.Time(write.At) },
                { "changedFields", fields },
                { "fence", Expr.Literal(fence) },
                { "seq", Expr.Literal(seq) },
            },
        });

    private static BsonDocument Kept() => Expr.IfNull("$" + Pending, "$$REMOVE");

    private static BsonDocument IsMissing() => Expr.Of("$ne", Expr.IfNull("$_sync.missingSince", BsonNull.Value), BsonNull.Value);

    private static BsonDocument IsRepeated(long fence, long seq) => Expr.Of(
        "$and", Expr.Of("$eq", "$_sync.fence", Expr.Literal(fence)), Expr.Of("$eq", "$_sync.seq", Expr.Literal(seq)));

    private static BsonValue Name(ChangeKind kind) => EnumText.Of(kind);
}
