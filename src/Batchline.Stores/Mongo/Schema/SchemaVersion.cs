using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>
/// The document <c>schema</c> of the collection <c>roles</c>: the version of what programs write here. A program that knows
/// only earlier versions would drop unknown fields when it rewrites a document, so it must not write.
/// </summary>
internal static class SchemaVersion
{
    /// <summary>Raise it by one with each change that an earlier program would lose or misread.</summary>
    public const int Latest = 2;

    public const string Id = "schema";

    private static readonly BsonDocument IsIt = new("_id", Id);

    /// <summary>0 if no program has set one yet.</summary>
    public static async Task<int> ReadAsync(Database database, CancellationToken cancellationToken) =>
        Of(await database.FirstAsync(Collections.Roles, IsIt, cancellationToken));

    public static int Of(BsonDocument? document) => document?.IntOf("version") ?? 0;

    /// <summary>Never lowers it.</summary>
    public static Task RaiseAsync(Database database, CancellationToken cancellationToken) => database.WriteAsync(
        Collections.Roles,
        [Database.Update(IsIt, new BsonDocument("$set", new BsonDocument("version", Bson.Op("$max", "$version", Latest))), upsert: true)],
        cancellationToken);
}
