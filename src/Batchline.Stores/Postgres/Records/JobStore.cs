using Batchline.Engine.Records;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Records;

internal sealed class JobStore : IJobStore, IJobKeys, IAsyncDisposable
{
    internal const string Find = $"SELECT {JobRows.Columns} FROM jobs WHERE account_id = @account AND uuid = ANY (@uuids)";

    internal const string FindSync = $"SELECT {JobRows.SyncColumns} FROM jobs WHERE account_id = @account AND uuid = ANY (@uuids)";

    internal const string Count = """
        SELECT a.id, (SELECT count(*) FROM jobs AS j WHERE j.account_id = a.id) FROM unnest(@accounts::text[]) AS a (id)
        """;

    internal const string CountListed = """
        SELECT count(*), count(*) FILTER (WHERE changed_at IS NULL OR changed_at < @since)
        FROM jobs WHERE account_id = @account AND seen_in = @operation
        """;

    private const string Place = "jobs";

    private static readonly RowSet<(int Call, string Account, string Uuid)> Keys = new RowSet<(int Call, string Account, string Uuid)>()
        .Number("call", key => key.Call)
        .Text("account_id", key => key.Account)
        .Text("uuid", key => key.Uuid);

    /// <summary>For several callers at once.</summary>
    internal static readonly string FindOfMany = $"""
        SELECT w.call, {string.Join(", ", JobRows.Columns.Split(',').Select(column => $"j.{column.Trim()}"))}
        FROM {Keys.Unnest} JOIN jobs AS j ON j.account_id = w.account_id AND j.uuid = w.uuid
        """;

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
        return _database.InTurnAsync<IReadOnlyList<string>>(
            search: true, Place, async (session, ending) => await session.QueryAsync(sql, row => row.Text(), values, ending), cancellationToken);
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(
        IReadOnlyDictionary<AccountId, JobSelection> selections, CancellationToken cancellationToken) =>
        _database.InTurnAsync<IReadOnlyDictionary<AccountId, long>>(
            search: true,
            Place,
            async (session, ending) =>
            {
                var counts = new Dictionary<AccountId, long>();
                foreach (var accounts in selections.GroupBy(one => one.Value, one => one.Key))
                {
                    var (sql, values) = JobSelections.Count(accounts, accounts.Key);
                    foreach (var (account, count) in await session.QueryAsync(sql, ReadCount, values, ending))
                        counts[account] = count;
                }

                return counts;
            },
            cancellationToken);

    public Task<TakenIn> TakeInAsync(AccountId account, string? after, CancellationToken cancellationToken) => Task.FromResult(TakenIn.Nothing);

    public async Task<IReadOnlyList<StoredJob>> GetAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken) =>
        patience > TimeSpan.Zero
            ? await _documents.AskAsync((account, uuids), patience, cancellationToken)
            : await _database.RunAsync(Place, session => session.QueryAsync(ByKey(Find, account, uuids), JobRows.Read, cancellationToken), cancellationToken);

    public Task<IReadOnlyDictionary<string, JobSync>> SyncOfAsync(
        AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken) =>
        _database.RunAsync<IReadOnlyDictionary<string, JobSync>>(
            Place,
            async session => (await session.QueryAsync(ByKey(FindSync, account, uuids), JobRows.ReadSync, cancellationToken)).ToDictionary(),
            cancellationToken);

    public ValueTask DisposeAsync() => _documents.DisposeAsync();

    public async Task<IReadOnlyList<StoredJob>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        if (query.Text is { } text && JobWords.Wanted(text).Count == 0)
            return [];
        if (query.Text is not null)
            await _index.CatchUpSoonAsync(cancellationToken);
        var (sql, values) = JobFilters.List(query);
        return await _database.InTurnAsync(
            search: true, Place, (session, ending) => session.QueryAsync(sql, JobRows.Read, values, ending), cancellationToken);
    }

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        _database.InTurnAsync<IReadOnlyDictionary<AccountId, long>>(
            search: false,
            Place,
            async (session, ending) => (await session.QueryAsync(
                new Statement(Count, [Parameters.Texts(accounts.Select(account => account.Value))]), ReadCount, ending)).ToDictionary(),
            cancellationToken);

    public Task<ListedJobs> CountListedAsync(
        AccountId account, OperationId operation, DateTimeOffset since, CancellationToken cancellationToken) =>
        _database.RunAsync(
            Place,
            async session => await session.FirstAsync(
                CountListed, row => new ListedJobs(row.Long(), row.Long()), [since, account.Value, operation.Value], cancellationToken) ?? new ListedJobs(0, 0),
            cancellationToken);

    private async Task<IReadOnlyList<List<StoredJob>>> GetAsync(IReadOnlyList<(AccountId Account, IReadOnlyCollection<string> Uuids)> calls)
    {
        List<(int, string, string)> keys = [.. calls.SelectMany((call, number) => call.Uuids.Select(uuid => (number, call.Account.Value, uuid)))];
        var found = await _database.RunAsync(
            Place,
            session => session.QueryAsync(new Statement(FindOfMany, Keys.Of(keys)), row => (Call: row.Int(), Job: JobRows.Read(row)), CancellationToken.None),
            CancellationToken.None);
        var jobs = found.ToLookup(row => row.Call, row => row.Job);
        return [.. calls.Select((_, number) => jobs[number].ToList())];
    }

    private static Statement ByKey(string sql, AccountId account, IEnumerable<string> uuids) =>
        new(sql, [Parameters.Of(account.Value), Parameters.Texts(uuids)]);

    private static KeyValuePair<AccountId, long> ReadCount(SqlRow row) => new(new AccountId(row.Text()), row.Long());
}
