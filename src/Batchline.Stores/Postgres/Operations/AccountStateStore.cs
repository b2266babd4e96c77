using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Operations;

internal sealed class AccountStateStore(Database database) : IAccountStateStore, IAccountStateReader
{
    internal static readonly string FindActive = $"SELECT {StateRows.Columns} FROM batch_account_states WHERE account_id = @account AND active";

    internal static readonly string Find = $"""
        SELECT {StateRows.Columns} FROM batch_account_states WHERE operation_id = @operation AND account_id = @account
        """;

    internal static readonly string FindAll = $"""
        SELECT {StateRows.Columns} FROM batch_account_states WHERE operation_id = @operation AND account_id = ANY (@accounts)
        """;

    internal static readonly string List = $"""
        SELECT {StateRows.Columns} FROM batch_account_states
        WHERE operation_id = @operation AND account_id > @after ORDER BY account_id LIMIT @limit
        """;

    internal static readonly string ListByStatus = $"""
        SELECT {StateRows.Columns} FROM batch_account_states
        WHERE operation_id = @operation AND status = @status AND account_id > @after ORDER BY account_id LIMIT @limit
        """;

    internal const string FindBusy = """
        SELECT account_id, operation_id FROM batch_account_states
        WHERE account_id = ANY (@accounts) AND active AND operation_id <> @operation ORDER BY account_id
        """;

    internal const string Holders = "SELECT DISTINCT operation_id FROM batch_account_states WHERE active";

    /// <summary>In the order of all who lock states. Those with another active state stay as they are.</summary>
    internal const string Reactivate = """
        WITH mine AS (
            SELECT s.id FROM batch_account_states AS s
            WHERE s.operation_id = @operation AND s.account_id = ANY (@accounts) AND NOT EXISTS (
                SELECT FROM batch_account_states AS other
                WHERE other.account_id = s.account_id AND other.active AND other.operation_id <> s.operation_id)
            ORDER BY s.account_id FOR UPDATE)
        UPDATE batch_account_states AS s SET active = true FROM mine WHERE s.id = mine.id
        """;

    internal const string ListSteered = $"""
        SELECT s.account_id FROM batch_account_states AS s
        WHERE s.operation_id = @operation AND s.account_id > @after
        {IsSteered}
        """;

    internal const string ListSteeredByStatus = $"""
        SELECT s.account_id FROM batch_account_states AS s
        WHERE s.operation_id = @operation AND s.status = @status AND s.account_id > @after
        {IsSteered}
        """;

    internal const string FindUnplanned = """
        SELECT true FROM batch_account_states
        WHERE operation_id = @operation AND NOT planned AND status IN ('processing', 'paused') LIMIT 1
        """;

    internal const string FindLastBlocked = "SELECT max(blocked_at) FROM batch_account_states WHERE operation_id = @operation AND status = 'blocked'";

    internal const string WithdrawUnfit = """
        DELETE FROM batch_account_states AS s
        WHERE s.operation_id = @operation AND NOT EXISTS (SELECT FROM accounts AS a WHERE a.id = s.account_id AND a.enabled AND NOT a.deleting)
        RETURNING s.account_id
        """;

    internal const string Withdraw = "DELETE FROM batch_account_states WHERE operation_id = @operation";

    internal const string WithdrawSome = "DELETE FROM batch_account_states WHERE operation_id = @operation AND account_id = ANY (@accounts)";

    private const string IsSteered = """
        AND (s.active OR (s.status IN ('paused', 'blocked') AND NOT @held AND NOT EXISTS (
            SELECT FROM batch_account_states AS other WHERE other.account_id = s.account_id AND other.active)))
        ORDER BY s.account_id LIMIT @limit
        """;

    private const string Place = "batch_account_states";

    public Task<IReadOnlyList<BusyAccount>> ReserveAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<BusyAccount>>(
            Place,
            async session =>
            {
                if (states.Count == 0)
                    return [];
                var added = await session.ExecuteAsync(StateRows.Adding(states, active: true), cancellationToken);
                return added == states.Count ? [] : await BusyAsync(session, states[0].OperationId, states.Select(state => state.AccountId), cancellationToken);
            },
            cancellationToken);

    public Task<IReadOnlyList<BusyAccount>> ReactivateAsync(
        OperationId operation, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<BusyAccount>>(
            Place,
            async session =>
            {
                await session.ExecuteAsync(new Statement(Reactivate, [Parameters.Of(operation.Value), Ids(accounts)]), cancellationToken);
                return await BusyAsync(session, operation, accounts, cancellationToken);
            },
            cancellationToken);

    public Task<IReadOnlyList<AccountId>> WithdrawUnfitAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<AccountId>>(
            Place, async session => await session.QueryAsync(WithdrawUnfit, ReadId, [operation.Value], cancellationToken), cancellationToken);

    public Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken) =>
        database.RunAsync(
            Place,
            session => session.ExecuteAsync(
                accounts is null ? Statement.Of(Withdraw, operation.Value) : new Statement(WithdrawSome, [Parameters.Of(operation.Value), Ids(accounts)]),
                cancellationToken),
            cancellationToken);

    public Task<IReadOnlyList<OperationId>> HoldersAsync(CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<OperationId>>(
            search: false, Place, async (session, ending) => await session.QueryAsync(Holders, row => new OperationId(row.Text()), [], ending), cancellationToken);

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(FindActive, StateRows.Read, [account.Value], cancellationToken), cancellationToken);

    public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        database.RunAsync(
            Place, session => session.FirstAsync(Find, StateRows.Read, [operation.Value, account.Value], cancellationToken), cancellationToken);

    public Task<IReadOnlyList<AccountState>> GetAsync(
        OperationId operation, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        return accounts.Count > 1
            ? database.InTurnAsync(search: false, Place, FindAsync, cancellationToken)
            : database.RunAsync(Place, session => FindAsync(session, cancellationToken), cancellationToken);

        async Task<IReadOnlyList<AccountState>> FindAsync(PostgresSession session, CancellationToken ending) =>
            await session.QueryAsync(new Statement(FindAll, [Parameters.Of(operation.Value), Ids(accounts)]), StateRows.Read, ending);
    }

    public Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            status is { } one
                ? Statement.Of(ListByStatus, operation.Value, StoredEnum.Of(one), after?.Value ?? "", limit)
                : Statement.Of(List, operation.Value, after?.Value ?? "", limit),
            StateRows.Read,
            cancellationToken);

    public Task<IReadOnlyList<AccountId>> ListSteeredAsync(
        OperationId operation, AccountStateStatus? status, bool held, AccountId? after, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            status is { } one
                ? Statement.Of(ListSteeredByStatus, operation.Value, StoredEnum.Of(one), after?.Value ?? "", held, limit)
                : Statement.Of(ListSteered, operation.Value, after?.Value ?? "", held, limit),
            ReadId,
            cancellationToken);

    public Task<OperationTotals> TotalsAsync(OperationId operation, CancellationToken cancellationToken) => database.InTurnAsync(
        search: true,
        Place,
        async (session, ending) => await session.FirstAsync(TotalsRow.Find, TotalsRow.Read, [session.Now, operation.Value], ending)
            ?? throw new InvalidOperationException("Sums are always one row."),
        cancellationToken);

    public Task<bool> AnyUnplannedAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(FindUnplanned, row => row.Flag(), [operation.Value], cancellationToken), cancellationToken);

    public Task<DateTimeOffset?> LastBlockedAtAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.RunAsync(
            Place, session => session.FirstAsync(FindLastBlocked, row => row.TimeOrNull(), [operation.Value], cancellationToken), cancellationToken);

    private static AccountId ReadId(SqlRow row) => new(row.Text());

    private static Npgsql.NpgsqlParameter Ids(IEnumerable<AccountId> accounts) => Parameters.Texts(accounts.Select(account => account.Value));

    private static async Task<IReadOnlyList<BusyAccount>> BusyAsync(
        PostgresSession session, OperationId operation, IEnumerable<AccountId> accounts, CancellationToken cancellationToken) =>
        await session.QueryAsync(
            new Statement(FindBusy, [Ids(accounts), Parameters.Of(operation.Value)]),
            row => new BusyAccount(new AccountId(row.Text()), new OperationId(row.Text())),
            cancellationToken);

    private Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, Func<SqlRow, T> read, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<T>>(
            search: false, Place, async (session, ending) => await session.QueryAsync(statement, read, ending), cancellationToken);
}
