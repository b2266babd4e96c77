namespace Batchline.Engine.Operations;

/// <summary>Reads account states for reports, and to find out whether an operation has ended.</summary>
public interface IAccountStateReader
{
    Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken);

    /// <summary>Those of the states that exist, in any order.</summary>
    Task<IReadOnlyList<AccountState>> GetAsync(OperationId operation, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>In order of account id after <paramref name="after"/>; those with one status, or all if null.</summary>
    Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Accounts that a control of the operation concerns, in order of account id after <paramref name="after"/>: those that it
    /// holds, and, unless <paramref name="held"/>, those that are paused or blocked and that nobody holds.
    /// </summary>
    Task<IReadOnlyList<AccountId>> ListSteeredAsync(
        OperationId operation, AccountStateStatus? status, bool held, AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>By one statement, which looks at all accounts of the operation: keep what it answers.</summary>
    Task<OperationTotals> TotalsAsync(OperationId operation, CancellationToken cancellationToken);

    /// <summary>Whether the total of some account is not known yet; found by an index.</summary>
    Task<bool> AnyUnplannedAsync(OperationId operation, CancellationToken cancellationToken);

    /// <summary>Since when the account that was blocked last has been so, found by an index; null: none is blocked.</summary>
    Task<DateTimeOffset?> LastBlockedAtAsync(OperationId operation, CancellationToken cancellationToken);
}
