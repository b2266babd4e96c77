using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>How a head changes, as pipelines that the server runs with its own clock. They follow <see cref="HeadRules"/>.</summary>
internal static class HeadUpdates
{
    private static readonly BsonValue Commands = Bson.IfNull("$commands", new BsonArray());

    /// <summary>Takes the lease of a head that is free.</summary>
    public static BsonDocument Acquire(BsonValue now, string owner, TimeSpan lease, long? leader) => new("$set", new BsonDocument
    {
        { "fence", Bson.Op("$max", Next("fence"), new BsonDocument("$toLong", now)) },
        { "seq", Next("seq") },
        { "owner", Bson.Literal(owner) },
        { "leader", Bson.Literal(leader is { } fence ? new BsonInt64(fence) : BsonNull.Value) },
        { "expiresAt", Bson.Later(now, Floor(lease)) },
        { "released", false },
        { "takenOver", Bson.Op("$eq", Bson.IfNull("$released", true), false) },
        { "dueAt", Bson.Cond(IsDue(now), Bson.Later(now, Floor(lease)), Bson.IfNull("$dueAt", BsonNull.Value)) },
        { Bson.StoreNow, now },
    });

    /// <summary>Writes a head whose fence and sequence the filter compares.</summary>
    public static BsonDocument[] Commit(BsonValue now, HeadWrite write)
    {
        var held = write.Lease > TimeSpan.Zero;
        var reserved = Bson.Later(now, Ceiling(write.Wait + write.Reserve));
        var set = new BsonDocument
        {
            { "seq", Bson.Literal(write.Seq + 1) },
            { "writeId", Bson.Literal(write.WriteId) },
            { "expiresAt", held ? Bson.Later(now, Floor(write.Lease)) : new BsonDateTime(0) },
            { "released", !held },
            { "notBefore", held ? Bson.Op("$max", "$notBefore", reserved) : Bson.Later(now, Ceiling(write.Wait)) },
            { "commands", Unhandled(write) },
            { "body", Bson.Literal(HeadJson.WriteBody(write.Body)) },
            { "run", Bson.Literal(HeadDocuments.WriteFacts(HeadJson.FactsOf(write.Body))) },
            { Bson.StoreNow, now },
        };
        if (!held)
            set["owner"] = Bson.Literal(BsonNull.Value);

        // A second stage, because it looks at the remaining commands.
        return [new BsonDocument("$set", set), new BsonDocument("$set", new BsonDocument("dueAt", DueAt(now, write)))];
    }

    /// <summary>Makes the account due now, and sets more fields.</summary>
    public static BsonDocument Wake(BsonValue now, params BsonElement[] more) =>
        new("$set", new BsonDocument("dueAt", Bson.Op("$min", "$dueAt", now)).AddRange(more));

    /// <summary>Sets a control as <see cref="Control.Over"/> does.</summary>
    public static BsonElement Set(Control control) => new("control", Bson.Cond(
        Bson.Op(
            "$and",
            Bson.Op("$eq", "$control.operationId", Bson.Literal(control.OperationId.Value)),
            Bson.Op("$gt", Bson.IfNull("$control.rev", new BsonInt64(0)), new BsonInt64(control.Rev))),
        "$control",
        Bson.Literal(HeadDocuments.WriteControl(control))));

    public static BsonElement Append(HeadCommand command) => new("commands", Bson.Cond(
        Bson.Op("$in", Bson.Literal(command.Id), Bson.IfNull("$commands.id", new BsonArray())),
        Commands,
        Bson.Op("$concatArrays", Commands, new BsonArray { Bson.Literal(HeadDocuments.WriteCommand(command)) })));

    public static BsonElement Remove(string commandId) =>
        new("commands", Bson.Filter(Commands, Bson.Op("$ne", "$$item.id", Bson.Literal(commandId))));

    private static BsonValue Unhandled(HeadWrite write) => write.HandledCommands.Count == 0
        ? Commands
        : Bson.Filter(Commands, Not(Bson.Op("$in", "$$item.id", Bson.Literal(Bson.Texts(write.HandledCommands)))));

    private static BsonDocument DueAt(BsonValue now, HeadWrite write)
    {
        var unseen = Bson.Filter(Commands, Not(Bson.Op("$in", "$$item.id", Bson.Literal(Bson.Texts(write.SeenCommands)))));
        var control = Bson.IfNull("$control", BsonNull.Value);
        var reasons = new BsonArray
        {
            Bson.Op("$ne", control, Bson.Literal(HeadDocuments.WriteControl(write.SeenControl))),
            Bson.Op("$gt", new BsonDocument("$size", unseen), 0),
        };
        if (write.Lease == TimeSpan.Zero)
            reasons.Add(IsDue(now));
        return Bson.Cond(
            new BsonDocument("$or", reasons),
            now,
            write.DueIn is { } dueIn ? Bson.Later(now, Floor(dueIn)) : Bson.Literal(BsonNull.Value));
    }

    /// <summary>No time is before 1970, and null sorts before every time.</summary>
    private static BsonDocument IsDue(BsonValue now) =>
        Bson.Op("$and", Bson.Op("$gte", "$dueAt", new BsonDateTime(0)), Bson.Op("$lte", "$dueAt", now));

    private static BsonDocument Next(string field) =>
        Bson.Op("$add", Bson.IfNull($"${field}", new BsonInt64(0)), new BsonInt64(1));

    private static BsonDocument Not(BsonValue condition) => Bson.Op("$not", condition);

    private static long Floor(TimeSpan time) => (long)Math.Floor(time.TotalMilliseconds);

    private static long Ceiling(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);
}
