using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Operations;

internal sealed class AccountStateStore(Database database) : IAccountStateStore, IAccountStateReader
{
    internal const string FindActive = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates WHERE accountId = @accountId AND active = 1
        """;

    internal const string Holders = """
        SELECT DISTINCT operationId FROM batchAccountStates INDEXED BY statesActive WHERE active = 1 AND accountId > ''
        """;

    internal const string Find = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates WHERE operationId = @operationId AND accountId = @accountId
        """;

    internal const string FindAll = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates
        WHERE operationId = @operationId AND accountId IN (SELECT value FROM json_each(@accounts))
        """;

    internal const string List = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates
        WHERE operationId = @operationId AND accountId > @after ORDER BY accountId LIMIT @limit
        """;

    internal const string ListByStatus = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates
        WHERE operationId = @operationId AND status = @status AND accountId > @after ORDER BY accountId LIMIT @limit
        """;

    internal const string Reactivate = """
        UPDATE batchAccountStates SET active = 1 WHERE operationId = @operationId AND accountId = @accountId
        """;

    private const string IsSteered = """
        AND (s.active = 1 OR (s.status IN ('paused', 'blocked') AND NOT @held AND NOT EXISTS (
            SELECT 1 FROM batchAccountStates AS other WHERE other.accountId = s.accountId AND other.active = 1)))
        ORDER BY s.accountId LIMIT @limit
        """;

    internal const string ListSteered = $"""
        SELECT s.accountId FROM batchAccountStates AS s
        WHERE s.operationId = @operationId AND s.accountId > @after
        {IsSteered}
        """;

    internal const string ListSteeredByStatus = $"""
        SELECT s.accountId FROM batchAccountStates AS s
        WHERE s.operationId = @operationId AND s.status = @status AND s.accountId > @after
        {IsSteered}
        """;

    internal const string FindUnplanned = """
        SELECT 1 FROM batchAccountStates WHERE operationId = @operationId AND planned = 0 AND status IN ('processing', 'paused') LIMIT 1
        """;

    internal const string FindLastBlocked = """
        SELECT max(blockedAt) FROM batchAccountStates WHERE operationId = @operationId AND status = 'blocked'
        """;

    internal const string WithdrawUnfit = """
        DELETE FROM batchAccountStates
        WHERE operationId = @operationId
            AND NOT EXISTS (SELECT 1 FROM accounts WHERE id = batchAccountStates.accountId AND enabled = 1 AND deleting = 0)
        RETURNING accountId
        """;

    internal const string Withdraw = "DELETE FROM batchAccountStates WHERE operationId = @operationId";

    internal const string WithdrawOne = """
        DELETE FROM batchAccountStates WHERE operationId = @operationId AND accountId = @accountId
        """;

    public Task<IReadOnlyList<BusyAccount>> ReserveAsync(
        IReadOnlyList<AccountState> states, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<BusyAccount>>(session => Reserve(session, states), cancellationToken);

    public Task<IReadOnlyList<BusyAccount>> ReactivateAsync(
        OperationId operation, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<BusyAccount>>(
            session =>
            {
                var busy = new List<BusyAccount>();
                foreach (var account in accounts)
                {
                    if (BusyBy(session, operation, account) is { } by)
                        busy.Add(by);
                    else
                        session.Execute(Reactivate, operation.Value, account.Value);
                }

                return busy;
            },
            cancellationToken);

    public Task<IReadOnlyList<AccountId>> WithdrawUnfitAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<AccountId>>(session => session.Query(WithdrawUnfit, ReadId, operation.Value), cancellationToken);

    public Task WithdrawAsync(
        OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => accounts is null
                ? session.Execute(Withdraw, operation.Value)
                : accounts.Sum(account => session.Execute(WithdrawOne, operation.Value, account.Value)),
            cancellationToken);

    public Task<IReadOnlyList<OperationId>> HoldersAsync(CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<OperationId>>(session => session.Query(Holders, row => new OperationId(row.Text())), cancellationToken);

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(FindActive, StateRows.Read, account.Value), cancellationToken);

    public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.First(Find, StateRows.Read, operation.Value, account.Value), cancellationToken);

    public Task<IReadOnlyList<AccountState>> GetAsync(
        OperationId operation, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var ids = SqlValue.Of(accounts.Select(account => account.Value));
        return accounts.Count > 1
            ? database.ListAsync(Find, cancellationToken)
            : database.ReadAsync(Find, cancellationToken);

        IReadOnlyList<AccountState> Find(SqlSession session) => session.Query(FindAll, StateRows.Read, operation.Value, ids);
    }

    public Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<AccountState>>(
            session => status is { } one
                ? session.Query(
                    ListByStatus, StateRows.Read, operation.Value, StoredEnum.Of(one), after?.Value ?? "", limit)
                : session.Query(List, StateRows.Read, operation.Value, after?.Value ?? "", limit),
            cancellationToken);

    public Task<IReadOnlyList<AccountId>> ListSteeredAsync(
        OperationId operation, AccountStateStatus? status, bool held, AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<AccountId>>(
            session => status is { } one
                ? session.Query(ListSteeredByStatus, ReadId, operation.Value, StoredEnum.Of(one), after?.Value ?? "", held, limit)
                : session.Query(ListSteered, ReadId, operation.Value, after?.Value ?? "", held, limit),
            cancellationToken);

    public Task<OperationTotals> TotalsAsync(OperationId operation, CancellationToken cancellationToken) => database.SearchAsync(
        session => session.First(TotalsRow.Find, TotalsRow.Read, database.Now, operation.Value) ?? throw new InvalidOperationException("Sums are always one row."),
        cancellationToken);

    public Task<bool> AnyUnplannedAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(FindUnplanned, row => row.Flag(), operation.Value), cancellationToken);

    public Task<DateTimeOffset?> LastBlockedAtAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(FindLastBlocked, row => row.TimeOrNull(), operation.Value), cancellationToken);

    private static AccountId ReadId(SqlRow row) => new(row.Text());

    private static List<BusyAccount> Reserve(SqlSession session, IReadOnlyList<AccountState> states)
    {
        var busy = new List<BusyAccount>();
        foreach (var state in states)
        {
            if (!StateRows.Insert(session, state) && BusyBy(session, state.OperationId, state.AccountId) is { } by)
                busy.Add(by);
        }

        return busy;
    }

    private static BusyAccount? BusyBy(SqlSession session, OperationId operation, AccountId account) =>
        session.First(FindActive, StateRows.Read, account.Value) is { } active && active.OperationId != operation
            ? new BusyAccount(account, active.OperationId)
            : null;
}
