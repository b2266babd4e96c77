namespace Batchline.Engine.Accounts;

/// <summary>Deletes accounts. Each is marked first, so that another process can finish what one began.</summary>
public interface IAccountDeletions
{
    /// <summary>
    /// Replaces the mark of an account. False: the account is gone, or its mark is no longer <paramref name="was"/>.
    /// Repeating it is harmless.
    /// </summary>
    /// <param name="id">The account.</param>
    /// <param name="was">The <see cref="AccountDeletion.Id"/> of the mark that was read; null: there was none.</param>
    /// <param name="mark">The new mark, with its own id; null removes the mark.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken);

    /// <summary>Marked accounts in id order after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes the account and its head, and its jobs if asked to. Repeating it is harmless.</summary>
    Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken);
}
