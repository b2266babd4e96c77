using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

/// <summary>Jobs whose <c>accountId</c> another program wrote as a text. If the same job exists with an ObjectId, the unique index refuses them.</summary>
internal static class TextJobs
{
    private const int PageSize = 500;

    private static readonly BsonDocument Order = new("UUID", 1);
    private static readonly BsonDocument KeyOnly = new("UUID", 1);

    public static async Task<TakenIn> TakeInAsync(Database database, AccountId account, string? after, CancellationToken cancellationToken)
    {
        var texts = new BsonDocument { { "accountId", account.Value }, { "UUID", new BsonDocument("$gt", after ?? "") } };
        var page = await database.ListAsync(Collections.Jobs, texts, Order, PageSize, cancellationToken, KeyOnly);
        if (page.Count == 0)
            return TakenIn.Nothing;
        var own = new BsonDocument("$set", new BsonDocument("accountId", account.ToObjectId()));
        var writes = page.Select(job => new UpdateOneModel<BsonDocument>(new BsonDocument { { "_id", job["_id"] }, { "accountId", account.Value } }, own));
        var refused = await database.TryWriteAsync(Collections.Jobs, [.. writes], cancellationToken);
        List<string> twice = [.. refused.Select(index => page[index]["UUID"].AsString)];
        return new TakenIn(twice, page.Count < PageSize ? null : page[^1]["UUID"].AsString);
    }
}
