using Batchline.Engine.Freshness;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

internal sealed class FreshnessReader(Database database) : IFreshnessReader
{
    /// <summary>The ages of so many jobs are gathered by one command: those of all its accounts, and those of an account within it.</summary>
    private const int MostAtOnce = 200_000;

    private static readonly BsonDocument ByAge = new("lastUpdated", 1);
    private static readonly BsonDocument Count = new("$group", new BsonDocument { { "_id", "$accountId" }, { "jobs", new BsonDocument("$sum", 1) } });

    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyDictionary<AccountId, AccountFreshness?>>(
            search: false,
            async (maxTime, ending) =>
            {
                var found = accounts.ToDictionary(account => account, _ => (AccountFreshness?)null);
                var counts = await database.AggregateAsync(Collections.Jobs, [Match(accounts), Count], ending, maxTime);
                foreach (var some in Portions(counts.ToDictionary(IdOf, row => row["jobs"].ToInt64())))
                {
                    if (some is [var account])
                        found[account] = await ReadAsync(account, maxTime, ending);
                    else
                        await ReadAsync(some, found, maxTime, ending);
                }

                return found;
            },
            cancellationToken);

    /// <summary>Each is one command's work: several accounts, or one of any size.</summary>
    private static IEnumerable<List<AccountId>> Portions(Dictionary<AccountId, long> counts)
    {
        var (some, jobs) = (new List<AccountId>(), 0L);
        foreach (var (account, count) in counts)
        {
            if (jobs + count > MostAtOnce && some.Count > 0)
            {
                yield return some;
                (some, jobs) = ([], 0);
            }

            some.Add(account);
            jobs += count;
        }

        if (some.Count > 0)
            yield return some;
    }

    /// <summary>The server gathers the ages of each account in the order of the index, and sends the first and the middle one.</summary>
    private async Task ReadAsync(
        IReadOnlyCollection<AccountId> accounts, Dictionary<AccountId, AccountFreshness?> found, TimeSpan? maxTime, CancellationToken cancellationToken)
    {
        BsonDocument[] stages =
        [
            Match(accounts),
            new("$sort", new BsonDocument { { "accountId", 1 }, { "_sync.missingSince", 1 }, { "lastUpdated", 1 } }),
            new("$group", new BsonDocument { { "_id", "$accountId" }, { "ages", new BsonDocument("$push", "$lastUpdated") } }),
            new("$project", new BsonDocument
            {
                { "jobs", new BsonDocument("$size", "$ages") },
                { "oldest", Bson.Op("$arrayElemAt", "$ages", 0) },
                { "median", Bson.Op("$arrayElemAt", "$ages", new BsonDocument("$trunc", Bson.Op("$divide", new BsonDocument("$size", "$ages"), 2))) },
            }),
        ];
        foreach (var row in await database.AggregateAsync(Collections.Jobs, stages, cancellationToken, maxTime))
        {
            if (row.TimeOf("oldest") is { } oldest && row.TimeOf("median") is { } median)
                found[IdOf(row)] = new AccountFreshness(row["jobs"].ToInt64(), oldest, median);
        }
    }

    private static AccountId IdOf(BsonDocument row) => new(row["_id"].AsObjectId.ToString());

    private static BsonDocument Match(IEnumerable<AccountId> accounts) => new("$match", new BsonDocument
    {
        { "accountId", new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId()))) },
        { "_sync.missingSince", BsonNull.Value },
    });

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
