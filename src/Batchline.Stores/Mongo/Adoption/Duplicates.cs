using System.Runtime.CompilerServices;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Documents of which there may be only one, because a unique index must be built.</summary>
internal sealed class Duplicates(Database database, MongoIndex index) : IAdoptionStep
{
    /// <summary>The first of these fields that a document has tells its age.</summary>
    private static readonly string[] Ages = ["lastUpdated", "endTime", "startTime"];

    public string Title => $"documents of {index.Collection} that are the same in {string.Join(" and ", index.Keys.Names)}";

    public string Remedy => "the newest stays, the others are deleted (the report keeps them)";

    public async IAsyncEnumerable<Found> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var key in await MongoSchema.DuplicatesAsync(database, index, limit: null, cancellationToken))
        {
            if (key.Any(part => part.Value.IsBsonNull))
            {
                yield return new Found($"{JobJson.Write(key)}: without a value nobody can tell whether they are the same, they stay");
                continue;
            }

            var same = await database.ListAsync(index.Collection, key, null, null, cancellationToken);
            foreach (var older in same.OrderByDescending(document => document.Contains("_sync") || document.Contains("fence")).ThenByDescending(Age).Skip(1))
                yield return new Found($"{JobJson.Write(key)}: {older["_id"]}", new Change(index.Collection, older["_id"], older, null));
        }
    }

    private static DateTimeOffset Age(BsonDocument document) =>
        Ages.Select(document.TimeOf).FirstOrDefault(time => time is not null) ?? DateTimeOffset.MinValue;
}
