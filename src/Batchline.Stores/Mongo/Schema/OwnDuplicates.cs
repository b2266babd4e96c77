using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>
/// Account states that an earlier version wrote several times for one account of one operation, if two processes started it at once.
/// Only one can be the account's; the others were never worked on, or are older.
/// </summary>
internal static class OwnDuplicates
{
    /// <summary>The one that holds the account stays, or else the one that was written last.</summary>
    private static readonly BsonDocument BestFirst = new() { { "active", -1 }, { "fence", -1 }, { "seq", -1 } };

    private static readonly BsonDocument IdOnly = new("_id", 1);

    /// <returns>How many it deleted.</returns>
    public static async Task<long> MendAsync(Database database, MongoIndex index, CancellationToken cancellationToken)
    {
        var copies = new List<BsonValue>();
        foreach (var key in await MongoSchema.DuplicatesAsync(database, index, limit: null, cancellationToken))
        {
            var same = await database.ListAsync(index.Collection, new BsonDocument(key).AddRange(index.Where), BestFirst, null, cancellationToken, IdOnly);
            copies.AddRange(same.Skip(1).Select(copy => copy["_id"]));
        }

        if (copies.Count == 0)
            return 0;

        // One that became active meanwhile stays for now. The index build finds it again.
        var gone = new BsonDocument { { "_id", new BsonDocument("$in", new BsonArray(copies)) }, { "active", new BsonDocument("$ne", true) } };
        return (await database.RunAsync(index.Collection, states => states.DeleteManyAsync(gone, cancellationToken))).DeletedCount;
    }
}
