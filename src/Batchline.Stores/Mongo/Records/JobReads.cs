using Batchline.Engine.Ids;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

/// <summary>Reads jobs of many accounts by their keys.</summary>
internal static class JobReads
{
    /// <summary>The documents of each item, without order.</summary>
    /// <param name="database">Where to read.</param>
    /// <param name="items">An account and UUIDs of its jobs.</param>
    /// <param name="fields">Which fields, UUID among them; null: all.</param>
    public static async Task<IReadOnlyList<List<BsonDocument>>> ReadAsync(
        Database database, IReadOnlyList<(AccountId Account, IReadOnlyCollection<string> Uuids)> items, BsonDocument? fields)
    {
        // With UUIDs that two accounts share some are found that nobody asked for.
        var uuids = items.SelectMany(item => item.Uuids).Distinct().Select(uuid => (BsonValue)uuid).ToList();
        var filter = new BsonDocument
        {
            { "UUID", OneOf(uuids) },
            { "accountId", OneOf([.. items.Select(item => (BsonValue)item.Account.ToObjectId()).Distinct()]) },
        };
        // One more than are asked for: with exactly as many as the first answer may hold the server would wait for another question.
        var found = await database.RunAsync(
            Collections.Jobs, jobs => jobs.Find(filter, Database.InOneAnswer(uuids.Count + 1)).Project<BsonDocument>(fields ?? []).ToListAsync());
        if (items.Count == 1)
            return [found];
        var byAccount = found.ToLookup(job => job["accountId"].AsObjectId);
        return [.. items.Select(item => byAccount[item.Account.ToObjectId()].Where(job => item.Uuids.Contains(job["UUID"].AsString)).ToList())];
    }

    private static BsonValue OneOf(List<BsonValue> values) => values is [var one] ? one : new BsonDocument("$in", new BsonArray(values));
}
