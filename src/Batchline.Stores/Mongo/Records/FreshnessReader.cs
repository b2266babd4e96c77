using Batchline.Engine.Freshness;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

internal sealed class FreshnessReader(Database database) : IFreshnessReader
{
    private static readonly BsonDocument ByAge = new("lastUpdated", 1);

    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyDictionary<AccountId, AccountFreshness?>>(
            search: false,
            async (maxTime, ending) =>
            {
                var found = new Dictionary<AccountId, AccountFreshness?>();
                foreach (var account in accounts)
                    found[account] = await ReadAsync(account, maxTime, ending);
                return found;
            },
            cancellationToken);

    private async Task<AccountFreshness?> ReadAsync(AccountId account, TimeSpan? maxTime, CancellationToken cancellationToken)
    {
        var present = new BsonDocument { { "accountId", account.ToObjectId() }, { "_sync.missingSince", BsonNull.Value } };
        var jobs = await database.RunAsync(
            Collections.Jobs, documents => documents.CountDocumentsAsync(present, new CountOptions { MaxTime = maxTime }, cancellationToken));
        return jobs > 0 && await AtAsync(present, 0, maxTime, cancellationToken) is { } oldest
            && await AtAsync(present, (int)(jobs / 2), maxTime, cancellationToken) is { } median
                ? new AccountFreshness(jobs, oldest, median)
                : null;
    }

    private Task<DateTimeOffset?> AtAsync(BsonDocument present, int skip, TimeSpan? maxTime, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Jobs, async documents => (await documents.Find(present, new FindOptions { MaxTime = maxTime }).Sort(ByAge).Skip(skip).Limit(1)
            .Project<BsonDocument>(new BsonDocument { { "_id", 0 }, { "lastUpdated", 1 } }).FirstOrDefaultAsync(cancellationToken))?.TimeOf("lastUpdated"));
}
