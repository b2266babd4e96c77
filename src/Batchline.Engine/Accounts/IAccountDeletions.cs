using Batchline.Engine.Ids;

namespace Batchline.Engine.Accounts;

/// <summary>Deletes accounts, by a mark first, so that what was begun can be finished by others.</summary>
public interface IAccountDeletions
{
    /// <summary>
    /// Replaces the mark of an account. False: it has another mark than <paramref name="was"/> by now, or is gone.
    /// Repeating it is harmless.
    /// </summary>
    /// <param name="id">The account.</param>
    /// <param name="was">The <see cref="AccountDeletion.Id"/> of the mark that was read; null: there was none.</param>
    /// <param name="mark">The new mark, with an id of its own; null takes the mark away.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken);

    /// <summary>Marked accounts in id order behind <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes the account and its head, and its jobs when asked. Repeating it is harmless.</summary>
    Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken);
}
