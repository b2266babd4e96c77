using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Ordered bulk writes whose upserts are tried again when another process inserted first.</summary>
internal static class BulkWrites
{
    private const int MaxWrites = 1000;
    private const int MaxTries = 5;

    public static async Task<int> RunAsync(
        IMongoCollection<BsonDocument> collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken)
    {
        var done = 0;
        var tries = 0;
        while (done < writes.Count)
        {
            try
            {
                var some = writes.Skip(done).Take(MaxWrites).ToList();
                await collection.BulkWriteAsync(some, cancellationToken: cancellationToken);
                done += some.Count;
                tries = 0;
            }
            catch (MongoBulkWriteException e) when (!MongoErrors.IsUnavailable(e) && MongoErrors.IsDuplicate(e))
            {
                var index = e.WriteErrors[0].Index;
                tries = index > 0 ? 1 : tries + 1;
                done += index;
                if (tries >= MaxTries)
                    throw;
            }
        }

        return done;
    }
}
