namespace Batchline.Engine.Operations;

/// <summary>Where account states are kept. Their progress is written with the head's checkpoint, not here.</summary>
public interface IAccountStateStore
{
    /// <summary>Inserts active states in the given order. Leaves out accounts that already have one, and returns these with the operation that holds each.</summary>
    Task<IReadOnlyList<BusyAccount>> ReserveAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken);

    /// <summary>
    /// Makes ended states active again, for a retry or a resume. Leaves out accounts that another operation holds, and returns
    /// these. Repeating it is harmless.
    /// </summary>
    Task<IReadOnlyList<BusyAccount>> ReactivateAsync(OperationId operation, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>Deletes the states of an operation that was not admitted: those of these accounts, or all if null.</summary>
    Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken);

    /// <summary>Deletes the states of accounts that are gone, disabled, or being deleted, and returns these accounts.</summary>
    Task<IReadOnlyList<AccountId>> WithdrawUnfitAsync(OperationId operation, CancellationToken cancellationToken);

    /// <summary>The operations that hold at least one account, in any order.</summary>
    Task<IReadOnlyList<OperationId>> HoldersAsync(CancellationToken cancellationToken);

    /// <summary>The state that holds the account.</summary>
    Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken);
}
