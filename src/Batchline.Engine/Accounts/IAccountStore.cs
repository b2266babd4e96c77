namespace Batchline.Engine.Accounts;

/// <summary>Where accounts are kept.</summary>
public interface IAccountStore
{
    /// <summary>An account that already exists stays as it is, and counts as done.</summary>
    Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken);
    Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Those of the accounts that exist, in any order.</summary>
    Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken);

    /// <summary>Accounts in id order after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Sets the named fields. Repeating it is harmless.</summary>
    Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken);
}
