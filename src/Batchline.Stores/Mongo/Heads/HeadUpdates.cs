using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>How a head changes, as pipelines that the server runs with its own clock. The rules are those of <see cref="HeadRules"/>.</summary>
internal static class HeadUpdates
{
    private static readonly BsonValue Commands = Expr.IfNull("$commands", new BsonArray());

    /// <summary>Takes the lease of a head that is free.</summary>
    public static BsonDocument Acquire(BsonValue now, string owner, TimeSpan lease, long? leader) => new("$set", new BsonDocument
    {
        { "fence", Expr.Of("$max", Next("fence"), new BsonDocument("$toLong", now)) },
        { "seq", Next("seq") },
        { "owner", Expr.Literal(owner) },
        { "leader", Expr.Literal(leader is { } fence ? new BsonInt64(fence) : BsonNull.Value) },
        { "expiresAt", Expr.Later(now, Floor(lease)) },
        { "released", false },
        { "takenOver", Expr.Of("$eq", Expr.IfNull("$released", true), false) },
        { "dueAt", Expr.Cond(IsDue(now), Expr.Later(now, Floor(lease)), Expr.IfNull("$dueAt", BsonNull.Value)) },
        { HeadDocuments.StoreNow, now },
    });

    /// <summary>Writes a head whose fence and sequence the filter has compared.</summary>
    public static BsonDocument[] Commit(BsonValue now, HeadWrite write)
    {
        var held = write.Lease > TimeSpan.Zero;
        var reserved = Expr.Later(now, Ceiling(write.Wait + write.Reserve));
        var set = new BsonDocument
        {
            { "seq", Expr.Literal(write.Seq + 1) },
            { "writeId", Expr.Literal(write.WriteId) },
            { "expiresAt", held ? Expr.Later(now, Floor(write.Lease)) : new BsonDateTime(0) },
            { "released", !held },
            { "notBefore", held ? Expr.Of("$max", "$notBefore", reserved) : Expr.Later(now, Ceiling(write.Wait)) },
            { "commands", Unhandled(write) },
            { "body", Expr.Literal(HeadJson.WriteBody(write.Body)) },
            { HeadDocuments.StoreNow, now },
        };
        if (!held)
            set["owner"] = Expr.Literal(BsonNull.Value);

        // In a second stage: it looks at the commands that are left.
        return [new BsonDocument("$set", set), new BsonDocument("$set", new BsonDocument("dueAt", DueAt(now, write)))];
    }

    /// <summary>Makes the account due at once, with what else is to be set.</summary>
    public static BsonDocument Wake(BsonValue now, params BsonElement[] more) =>
        new("$set", new BsonDocument("dueAt", Expr.Of("$min", "$dueAt", now)).AddRange(more));

    /// <summary>A control over what the head holds, as <see cref="Control.Over"/> says.</summary>
    public static BsonElement Set(Control control) => new("control", Expr.Cond(
        Expr.Of(
            "$and",
            Expr.Of("$eq", "$control.operationId", Expr.Literal(control.OperationId.Value)),
            Expr.Of("$gt", Expr.IfNull("$control.rev", new BsonInt64(0)), new BsonInt64(control.Rev))),
        "$control",
        Expr.Literal(HeadDocuments.WriteControl(control))));

    public static BsonElement Append(HeadCommand command) => new("commands", Expr.Cond(
        Expr.Of("$in", Expr.Literal(command.Id), Expr.IfNull("$commands.id", new BsonArray())),
        Commands,
        Expr.Of("$concatArrays", Commands, new BsonArray { Expr.Literal(HeadDocuments.WriteCommand(command)) })));

    public static BsonElement Remove(string commandId) =>
        new("commands", Expr.Filter(Commands, Expr.Of("$ne", "$$item.id", Expr.Literal(commandId))));

    private static BsonValue Unhandled(HeadWrite write) => write.HandledCommands.Count == 0
        ? Commands
        : Expr.Filter(Commands, Not(Expr.Of("$in", "$$item.id", Expr.Literal(BsonValues.Texts(write.HandledCommands)))));

    private static BsonDocument DueAt(BsonValue now, HeadWrite write)
    {
        var unseen = Expr.Filter(Commands, Not(Expr.Of("$in", "$$item.id", Expr.Literal(BsonValues.Texts(write.SeenCommands)))));
        var control = Expr.IfNull("$control", BsonNull.Value);
        var reasons = new BsonArray
        {
            Expr.Of("$ne", control, Expr.Literal(HeadDocuments.WriteControl(write.SeenControl))),
            Expr.Of("$gt", new BsonDocument("$size", unseen), 0),
        };
        if (write.Lease == TimeSpan.Zero)
            reasons.Add(IsDue(now));
        return Expr.Cond(
            new BsonDocument("$or", reasons),
            now,
            write.DueIn is { } dueIn ? Expr.Later(now, Floor(dueIn)) : Expr.Literal(BsonNull.Value));
    }

    /// <summary>No time is before the first; null is before every time.</summary>
    private static BsonDocument IsDue(BsonValue now) =>
        Expr.Of("$and", Expr.Of("$gte", "$dueAt", new BsonDateTime(0)), Expr.Of("$lte", "$dueAt", now));

    private static BsonDocument Next(string field) =>
        Expr.Of("$add", Expr.IfNull($"${field}", new BsonInt64(0)), new BsonInt64(1));

    private static BsonDocument Not(BsonValue condition) => Expr.Of("$not", condition);

    private static long Floor(TimeSpan time) => (long)Math.Floor(time.TotalMilliseconds);

    private static long Ceiling(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);
}
