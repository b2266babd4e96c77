using Batchline.Engine.Accounts;
using Batchline.Engine.Report;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

internal sealed class FreshnessReader(Database database) : IFreshnessReader
{
    private static readonly BsonDocument ByAge = new("lastUpdated", 1);

    public async Task<Freshness?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var present = new BsonDocument { { "accountId", account.ToObjectId() }, { "_sync.missingSince", BsonNull.Value } };
        var jobs = await database.RunAsync(
            Collections.Jobs, documents => documents.CountDocumentsAsync(present, cancellationToken: cancellationToken));
        return jobs > 0 && await AtAsync(present, 0, cancellationToken) is { } oldest
            && await AtAsync(present, (int)(jobs / 2), cancellationToken) is { } median
                ? new Freshness(jobs, oldest, median)
                : null;
    }

    private Task<DateTimeOffset?> AtAsync(BsonDocument present, int skip, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Jobs, async documents => (await documents.Find(present).Sort(ByAge).Skip(skip).Limit(1)
            .Project<BsonDocument>(new BsonDocument { { "_id", 0 }, { "lastUpdated", 1 } }).FirstOrDefaultAsync(cancellationToken))?.TimeOf("lastUpdated"));
}
