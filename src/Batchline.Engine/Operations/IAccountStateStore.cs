using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations;

/// <summary>Where account states are kept. Their progress is written with the head's checkpoint, not here.</summary>
public interface IAccountStateStore
{
    /// <summary>
    /// Inserts active states in the order given. An account that already has an active state is left out
    /// and answered, with the operation that holds it.
    /// </summary>
    Task<IReadOnlyList<BusyAccount>> ReserveAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken);

    /// <summary>
    /// Makes an ended state active again, for a retry (repeating it is harmless). Null when done; else the
    /// operation that holds the account.
    /// </summary>
    Task<BusyAccount?> ReactivateAsync(OperationId operation, AccountId account, CancellationToken cancellationToken);

    /// <summary>Takes back the states of an operation that was not admitted: of these accounts, or of all when null.</summary>
    Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken);

    /// <summary>Accounts that are held, and by which operation, in account id order behind <paramref name="after"/>.</summary>
    Task<IReadOnlyList<BusyAccount>> ListActiveAsync(AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>The state that holds the account now.</summary>
    Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken);
}
