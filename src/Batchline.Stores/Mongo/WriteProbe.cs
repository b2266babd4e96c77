using MongoDB.Bson;

namespace Batchline.Stores.Mongo;

/// <summary>Announces a worker that has left already; real ones take the announcement away.</summary>
internal sealed class WriteProbe(Database database) : IWriteProbe
{
    public Task WriteAsync(CancellationToken cancellationToken) => database.WriteAsync(
        Collections.Workers,
        [Database.Update(new BsonDocument("_id", "write probe"), new BsonDocument("$set", new BsonDocument("until", database.Now)), upsert: true)],
        cancellationToken);
}
