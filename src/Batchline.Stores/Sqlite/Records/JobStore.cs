using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Records;

internal sealed class JobStore : IJobStore, IJobKeys, IAsyncDisposable
{
    internal const string Find = $"""
        SELECT {JobRows.Columns} FROM jobs
        WHERE accountId = @accountId AND UUID IN (SELECT value FROM json_each(@uuids))
        """;

    internal const string FindOne = $"SELECT {JobRows.Columns} FROM jobs WHERE accountId = @accountId AND UUID = @uuid";

    internal const string FindSync = $"""
        SELECT {JobRows.SyncColumns} FROM jobs
        WHERE accountId = @accountId AND UUID IN (SELECT value FROM json_each(@uuids))
        """;

    internal const string FindSyncOfOne = $"SELECT {JobRows.SyncColumns} FROM jobs WHERE accountId = @accountId AND UUID = @uuid";

    internal const string Count = """
        SELECT json_each.value, (SELECT count(*) FROM jobs WHERE accountId = json_each.value) FROM json_each(@accounts)
        """;

    internal const string CountListed = """
        SELECT count(*), count(*) FILTER (WHERE changedAt IS NULL OR changedAt < @since)
        FROM jobs WHERE accountId = @accountId AND seenIn = @operation
        """;

    internal const string AreWordsComplete = "SELECT accountId IS NULL FROM jobWordsDone WHERE id = 1";

    internal const string CountMatching = """
        SELECT count(*) FROM (SELECT rowid FROM jobWordsIndex WHERE jobWordsIndex MATCH @match LIMIT @limit)
        """;

    private const int MostMatching = 10_000;

    private readonly Database _database;
    private readonly JobIndex _index;
    private readonly Coalescer<(AccountId Account, IReadOnlyCollection<string> Uuids), List<StoredJob>> _documents;

    public JobStore(Database database, JobIndex index, TimeProvider clock)
    {
        (_database, _index) = (database, index);
        _documents = new(clock, GetAsync);
    }

    public Task<IReadOnlyList<string>> KeysAsync(
        AccountId account, JobSelection selection, string? after, int limit, CancellationToken cancellationToken)
    {
        var (sql, values) = JobSelections.Keys(account, selection, after, limit);
        return _database.SearchAsync<IReadOnlyList<string>>(
            session => session.Query(sql, row => row.Text(), values), cancellationToken);
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(
        IReadOnlyDictionary<AccountId, JobSelection> selections, CancellationToken cancellationToken) =>
        _database.SearchAsync<IReadOnlyDictionary<AccountId, long>>(
            session => selections.GroupBy(one => one.Value, one => one.Key).SelectMany(accounts =>
            {
                var (sql, values) = JobSelections.Count(accounts, accounts.Key);
                return session.Query(sql, ReadCount, values);
            }).ToDictionary(),
            cancellationToken);

    public Task<TakenIn> TakeInAsync(AccountId account, string? after, CancellationToken cancellationToken) => Task.FromResult(TakenIn.Nothing);

    public async Task<IReadOnlyList<StoredJob>> GetAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken) =>
        patience > TimeSpan.Zero
            ? await _documents.AskAsync((account, uuids), patience, cancellationToken)
            : await _database.ReadAsync(session => Get(session, account, uuids), cancellationToken);

    public Task<IReadOnlyDictionary<string, JobSync>> SyncOfAsync(
        AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyDictionary<string, JobSync>>(
            session => ByKey(session, FindSyncOfOne, FindSync, JobRows.ReadSync, account, uuids).ToDictionary(), cancellationToken);

    public ValueTask DisposeAsync() => _documents.DisposeAsync();

    public async Task<IReadOnlyList<StoredJob>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        if (query.Text is { } text && JobWords.Wanted(text).Count == 0)
            return [];
        if (query.Text is not null)
            await _index.CatchUpSoonAsync(cancellationToken);
        return await _database.SearchAsync<IReadOnlyList<StoredJob>>(
            session =>
            {
                var match = JobFilters.Match(query);
                var (sql, values) = JobFilters.List(query, match is not null && IsRare(session, match) ? match : null);
                return session.Query(sql, JobRows.Read, values);
            },
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        _database.ListAsync<IReadOnlyDictionary<AccountId, long>>(
            session => session.Query(Count, ReadCount, SqlValue.Of(accounts.Select(account => account.Value))).ToDictionary(), cancellationToken);

    public Task<ListedJobs> CountListedAsync(
        AccountId account, OperationId operation, DateTimeOffset since, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            session => session.First(
                CountListed,
                row => new ListedJobs(row.Long(), row.Long()),
                since,
                account.Value,
                operation.Value) ?? new ListedJobs(0, 0),
            cancellationToken);

    /// <summary>What many jobs have is found sooner by looking through them. While the words of some are missing, all are looked through.</summary>
    private static bool IsRare(SqlSession session, string match) =>
        session.First(AreWordsComplete, row => row.Flag()) && session.First(CountMatching, row => row.Long(), match, MostMatching) < MostMatching;

    /// <summary>
    /// In one transaction: each transaction that follows a write of another connection starts with an empty cache, which costs
    /// more than to read a row.
    /// </summary>
    private Task<IReadOnlyList<List<StoredJob>>> GetAsync(IReadOnlyList<(AccountId Account, IReadOnlyCollection<string> Uuids)> calls) =>
        _database.ReadAsync<IReadOnlyList<List<StoredJob>>>(
            session =>
            {
                session.Execute("BEGIN");
                List<List<StoredJob>> found = [.. calls.Select(call => Get(session, call.Account, call.Uuids))];
                session.Execute("COMMIT");
                return found;
            },
            CancellationToken.None);

    private static List<StoredJob> Get(SqlSession session, AccountId account, IReadOnlyCollection<string> uuids) =>
        ByKey(session, FindOne, Find, JobRows.Read, account, uuids);

    private static KeyValuePair<AccountId, long> ReadCount(SqlRow row) => new(new AccountId(row.Text()), row.Long());

    private static List<T> ByKey<T>(
        SqlSession session, string one, string several, Func<SqlRow, T> read, AccountId account, IReadOnlyCollection<string> uuids) =>
        uuids.Count == 1
            ? session.Query(one, read, account.Value, uuids.First())
            : session.Query(several, read, account.Value, SqlValue.Of(uuids));
}
