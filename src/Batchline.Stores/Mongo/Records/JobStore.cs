using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

internal sealed class JobStore : IJobStore, IJobKeys, IAsyncDisposable
{
    private static readonly BsonDocument KeyOnly = new() { { "_id", 0 }, { "UUID", 1 } };

    /// <summary>Documents whose ids have the types of ours. Others wait for their adoption.</summary>
    public static readonly BsonDocument IsOurs = new()
    {
        { "accountId", new BsonDocument("$gte", ObjectId.Empty) },
        { "UUID", new BsonDocument("$gte", "") },
    };

    private readonly Database _database;
    private readonly JobIndex _index;
    private readonly Coalescer<(AccountId Account, IReadOnlyCollection<string> Uuids), List<BsonDocument>> _notes;
    private readonly Coalescer<(AccountId Account, IReadOnlyCollection<string> Uuids), List<BsonDocument>> _documents;

    public JobStore(Database database, JobIndex index, TimeProvider clock)
    {
        (_database, _index) = (database, index);
        _notes = new(clock, items => ReadAsync(items, JobDocuments.SyncFields));
        _documents = new(clock, items => ReadAsync(items, fields: null));
    }

    public async Task<IReadOnlyList<string>> KeysAsync(
        AccountId account, JobSelection selection, string? after, int limit, CancellationToken cancellationToken)
    {
        var filter = JobFilters.Selected(account, selection, after);
        var found = await _database.ListAsync(
            Collections.Jobs, filter, JobFilters.UnscheduledOrder, limit, cancellationToken, KeyOnly, search: true);
        return [.. found.Select(job => job["UUID"].AsString)];
    }

    public Task<TakenIn> TakeInAsync(AccountId account, string? after, CancellationToken cancellationToken) =>
        TextJobs.TakeInAsync(_database, account, after, cancellationToken);

    public async Task<IReadOnlyList<StoredJob>> GetAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken) =>
        [.. (await _documents.AskAsync((account, uuids), patience, cancellationToken)).Select(JobDocuments.Read)];

    public async Task<IReadOnlyDictionary<string, JobSync>> SyncOfAsync(
        AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken)
    {
        if (uuids.Count == 0)
            return new Dictionary<string, JobSync>();
        var found = await _notes.AskAsync((account, uuids), cancellationToken);
        return found.ToDictionary(job => job["UUID"].AsString, JobDocuments.ReadSync);
    }

    public async Task<IReadOnlyList<StoredJob>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        if (query.Text is { } text && JobWords.Wanted(text).Count == 0)
            return [];
        var haveWords = query.Text is null || await _index.IsCompleteAsync(cancellationToken);
        var found = await PageAsync(JobFilters.Scheduled(query, haveWords), JobFilters.ScheduledOrder, query.Limit, cancellationToken);
        found.AddRange(await PageAsync(
            JobFilters.Unscheduled(query, haveWords), JobFilters.UnscheduledOrder, query.Limit - found.Count, cancellationToken));
        return [.. found.Select(JobDocuments.Read)];
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var ids = new BsonArray(accounts.Select(account => account.ToObjectId()));
        return CountAsync(accounts, new BsonDocument("accountId", new BsonDocument("$in", ids)), search: false, cancellationToken);
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(
        IReadOnlyDictionary<AccountId, JobSelection> selections, CancellationToken cancellationToken)
    {
        var groups = selections.GroupBy(one => one.Value, one => one.Key).Select(accounts => JobFilters.Selected(accounts, accounts.Key)).ToList();
        var filter = groups is [var same] ? same : new BsonDocument("$or", new BsonArray(groups));
        return CountAsync([.. selections.Keys], filter, search: true, cancellationToken);
    }

    public async Task<ListedJobs> CountListedAsync(
        AccountId account, OperationId operation, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var listed = new BsonDocument { { "accountId", account.ToObjectId() }, { "_sync.seen", operation.Value } };
        var unchanged = new BsonArray
        {
            new BsonDocument("_sync.changedAt", BsonNull.Value),
            new BsonDocument("_sync.changedAt", new BsonDocument("$lt", Bson.Time(since))),
        };
        return new ListedJobs(
            await CountAsync(listed, cancellationToken),
            await CountAsync(new BsonDocument(listed).Add("$or", unchanged), cancellationToken));
    }

    private async Task<IReadOnlyDictionary<AccountId, long>> CountAsync(
        IReadOnlyCollection<AccountId> accounts, BsonDocument filter, bool search, CancellationToken cancellationToken)
    {
        if (accounts.Count == 0)
            return new Dictionary<AccountId, long>();
        BsonDocument[] stages =
            [new("$match", filter), new("$group", new BsonDocument { { "_id", "$accountId" }, { "jobs", new BsonDocument("$sum", 1) } })];
        var found = (await _database.InTurnAsync(
                search, (maxTime, ending) => _database.AggregateAsync(Collections.Jobs, stages, ending, maxTime), cancellationToken))
            .ToDictionary(row => row["_id"].AsObjectId, row => row["jobs"].ToInt64());
        return accounts.ToDictionary(account => account, account => found.GetValueOrDefault(account.ToObjectId()));
    }

    public async ValueTask DisposeAsync()
    {
        await _notes.DisposeAsync();
        await _documents.DisposeAsync();
    }

    /// <summary>The documents of each item, in no order.</summary>
    private async Task<IReadOnlyList<List<BsonDocument>>> ReadAsync(
        IReadOnlyList<(AccountId Account, IReadOnlyCollection<string> Uuids)> items, BsonDocument? fields)
    {
        // If two accounts have UUIDs in common, this also finds some that nobody asked for.
        var uuids = items.SelectMany(item => item.Uuids).Distinct().Select(uuid => (BsonValue)uuid).ToList();
        var filter = new BsonDocument
        {
            { "UUID", OneOf(uuids) },
            { "accountId", OneOf([.. items.Select(item => (BsonValue)item.Account.ToObjectId()).Distinct()]) },
        };

        var found = await _database.RunAsync(
            Collections.Jobs, jobs => jobs.Find(filter, Database.InOneAnswer(uuids.Count)).Project<BsonDocument>(fields ?? []).ToListAsync());
        if (items.Count == 1)
            return [found];
        var byAccount = found.ToLookup(job => job["accountId"].AsObjectId);
        return [.. items.Select(item => byAccount[item.Account.ToObjectId()].Where(job => item.Uuids.Contains(job["UUID"].AsString)).ToList())];
    }

    private static BsonValue OneOf(List<BsonValue> values) => values is [var one] ? one : new BsonDocument("$in", new BsonArray(values));

    private Task<long> CountAsync(BsonDocument filter, CancellationToken cancellationToken) => _database.RunAsync(
        Collections.Jobs, jobs => jobs.CountDocumentsAsync(filter, cancellationToken: cancellationToken));

    private async Task<List<BsonDocument>> PageAsync(
        BsonDocument? filter, BsonDocument order, int limit, CancellationToken cancellationToken)
    {
        // To MongoDB, a limit of 0 means no limit.
        if (filter is null || limit <= 0)
            return [];
        filter["$and"].AsBsonArray.Add(IsOurs);
        return await _database.ListAsync(Collections.Jobs, filter, order, limit, cancellationToken, search: true);
    }
}
