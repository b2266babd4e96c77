using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Operations;

internal sealed class AccountStateStore(Database database) : IAccountStateStore, IAccountStateReader
{
    internal const string FindActive = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates WHERE accountId = @accountId AND active = 1
        """;

    internal const string ListActive = """
        SELECT accountId, operationId FROM batchAccountStates WHERE active = 1 AND accountId > @after ORDER BY accountId LIMIT @limit
        """;

    internal const string Find = $"""
        SELECT {StateRows.Columns} FROM batchAccountStates WHERE operationId = @operationId AND accountId = @accountId
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

    internal const string Withdraw = "DELETE FROM batchAccountStates WHERE operationId = @operationId";

    internal const string WithdrawOne = """
        DELETE FROM batchAccountStates WHERE operationId = @operationId AND accountId = @accountId
        """;

    public Task<IReadOnlyList<BusyAccount>> ReserveAsync(
        IReadOnlyList<AccountState> states, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<BusyAccount>>(session => Reserve(session, states), cancellationToken);

    public Task<BusyAccount?> ReactivateAsync(
        OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var busy = BusyBy(session, operation, account);
                if (busy is null)
                    session.Execute(Reactivate, operation.Value, account.Value);
                return busy;
            },
            cancellationToken);

    public Task WithdrawAsync(
        OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => accounts is null
                ? session.Execute(Withdraw, operation.Value)
                : accounts.Sum(account => session.Execute(WithdrawOne, operation.Value, account.Value)),
            cancellationToken);

    public Task<IReadOnlyList<BusyAccount>> ListActiveAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<BusyAccount>>(
            session => session.Query(ListActive, row => new BusyAccount(new AccountId(row.Text()), new OperationId(row.Text())), after?.Value ?? "", limit),
            cancellationToken);

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(FindActive, StateRows.Read, account.Value), cancellationToken);

    public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.First(Find, StateRows.Read, operation.Value, account.Value), cancellationToken);

    public Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<AccountState>>(
            session => status is { } one
                ? session.Query(
                    ListByStatus, StateRows.Read, operation.Value, StoredEnum.Of(one), after?.Value ?? "", limit)
                : session.Query(List, StateRows.Read, operation.Value, after?.Value ?? "", limit),
            cancellationToken);

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
