namespace Batchline.Engine.Accounts;

/// <summary>Where accounts are kept.</summary>
public interface IAccountStore
{
    /// <summary>An account that is there already stays as it is, and counts as done.</summary>
    Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken);
    Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>Accounts in id order behind <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Changes what is named. Repeating it is harmless.</summary>
    Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken);

    /// <summary>Deletes the account and its head; its jobs only when asked. Repeating it is harmless.</summary>
    Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken);
}
