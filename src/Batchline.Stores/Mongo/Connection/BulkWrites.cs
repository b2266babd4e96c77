using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Bulk writes that a unique index may refuse in part. However many it refuses, the rest is not sent again for them.</summary>
internal static class BulkWrites
{
    private const int MaxWrites = 1000;
    private const int MaxTries = 5;

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    /// <summary>Writes all; upserts that lost a race with another process are tried again, those alone.</summary>
    /// <exception cref="InvalidOperationException">A unique index refuses some for good.</exception>
    public static async Task RunAsync(
        Database database, string collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken)
    {
        foreach (var some in writes.Chunk(MaxWrites))
        {
            var left = some;
            for (var tries = 1; left.Length > 0; tries++)
            {
                if (tries > MaxTries)
                    throw new InvalidOperationException($"A unique index of {collection} refused {left.Length} of {some.Length} writes {MaxTries} times.");
                var refused = await TryAsync(database, collection, left, cancellationToken);
                left = [.. refused.Select(index => left[index])];
            }
        }
    }

    /// <summary>One command. Which of the writes a unique index refused; the others are done.</summary>
    public static Task<IReadOnlyList<int>> TryAsync(
        Database database, string collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<int>>(collection, async documents =>
        {
            // The driver refuses to send nothing.
            if (writes.Count == 0)
                return [];
            try
            {
                await documents.BulkWriteAsync(writes, Unordered, cancellationToken);
                return [];
            }
            catch (MongoBulkWriteException e) when (MongoErrors.AreDuplicates(e))
            {
                return [.. e.WriteErrors.Select(error => error.Index)];
            }
        });
}
