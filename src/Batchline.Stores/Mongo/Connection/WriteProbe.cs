using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Writes a document that nobody reads.</summary>
internal sealed class WriteProbe(Database database) : IWriteProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) => database.WriteAsync(
        Collections.Roles,
        [Database.Update(new BsonDocument("_id", "write probe"), new BsonDocument("$set", new BsonDocument("until", database.Now)), upsert: true)],
        cancellationToken);
}
