using System.Globalization;
using Batchline.Engine.Leadership;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>The role is the document <c>leader</c> of the collection <c>roles</c>.</summary>
internal sealed class LeaderRole(Database database) : ILeaderRole
{
    private const string Leader = "leader";

    private static readonly BsonDocument Id = new("_id", Leader);
    private static readonly BsonDocument RoleAndVersion = new("_id", new BsonDocument("$in", new BsonArray { Leader, SchemaVersion.Id }));

    public async Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken)
    {
        // Read first, because the processes in reserve ask every second and must not write each time.
        var found = await database.AggregateAsync(
            Collections.Roles, [new BsonDocument("$match", RoleAndVersion), Bson.Stamp(database.Now)], cancellationToken);
        RefuseNewer(SchemaVersion.Of(found.Find(document => document["_id"] == SchemaVersion.Id)));
        var role = found.Find(document => document["_id"] == Leader);
        if (role is not null && role.TextOf("owner") != owner && role.TimeOf("expiresAt") > role.TimeOf(Bson.StoreNow))
            return null;

        // An upsert cannot have a condition on the clock, so the document is first made and then taken.
        if (role is null)
            await database.WriteAsync(Collections.Roles, [Database.Update(Id, new BsonDocument("$set", new BsonDocument("fence", Bson.IfNull("$fence", new BsonInt64(0)))), upsert: true)], cancellationToken);
        var taken = await database.ChangeAsync(Collections.Roles, FreeFor(owner), [Take(owner, lasting)], cancellationToken);
        return taken?.NumberOf("fence") is { } fence ? new LeaderClaim(fence, taken.NumberOf("lost")) : null;
    }

    public Task EndLeasesAsync(long leader, CancellationToken cancellationToken)
    {
        var now = database.Now;
        var held = new BsonDocument
        {
            { "leader", leader },
            { "released", false },
            { "$expr", Bson.Op("$gt", "$expiresAt", now) },
        };
        var end = new BsonDocument("$set", new BsonDocument
        {
            { "expiresAt", new BsonDateTime(0) },
            { "dueAt", Bson.Cond(Bson.Op("$gte", "$dueAt", new BsonDateTime(0)), Bson.Op("$min", "$dueAt", now), Bson.IfNull("$dueAt", BsonNull.Value)) },
        });
        return database.RunAsync(
            Collections.Heads, heads => heads.UpdateManyAsync(held, Database.Pipeline([end]), cancellationToken: cancellationToken));
    }

    public Task LeaveAsync(string owner, CancellationToken cancellationToken) => database.ChangeAsync(
        Collections.Roles,
        new BsonDocument(Id).Add("owner", owner),
        [new BsonDocument("$set", new BsonDocument("expiresAt", new BsonDateTime(0)))],
        cancellationToken);

    /// <summary>A newer program was started while this one ran. The leader works, so this one must not lead.</summary>
    private void RefuseNewer(int version)
    {
        if (version > SchemaVersion.Latest)
            throw database.Refuse(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a newer program has upgraded the database to version {version}, and this one knows versions up to {SchemaVersion.Latest}"),
                "Stop this program and start the newer one");
    }

    private BsonDocument FreeFor(string owner) => new BsonDocument(Id).Add("$expr", Bson.Op("$not", IsHeldByAnother(owner)));

    private BsonDocument IsHeldByAnother(string owner) =>
        Bson.Op("$and", Bson.Op("$gt", "$expiresAt", database.Now), Bson.Op("$ne", "$owner", Bson.Literal(owner)));

    /// <summary>It was not given up; that would leave no time, or the first of all.</summary>
    private BsonDocument HasRunOut => Bson.Op(
        "$and", Bson.Op("$gt", "$expiresAt", new BsonDateTime(0)), Bson.Op("$lte", "$expiresAt", database.Now));

    /// <summary>A role that is held without a gap keeps its fence.</summary>
    private BsonDocument Take(string owner, TimeSpan lasting) => new("$set", new BsonDocument
    {
        {
            "fence",
            Bson.Cond(
                Bson.Op("$gt", "$expiresAt", database.Now),
                "$fence",
                Bson.Op("$max", Bson.Op("$add", Bson.IfNull("$fence", new BsonInt64(0)), new BsonInt64(1)), new BsonDocument("$toLong", database.Now)))
        },
        { "lost", Bson.Cond(HasRunOut, "$fence", BsonNull.Value) },
        { "owner", Bson.Literal(owner) },
        { "expiresAt", Bson.Later(database.Now, (long)lasting.TotalMilliseconds) },
    });
}
