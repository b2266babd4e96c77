using Batchline.Engine.Failures;

namespace Batchline.Engine.Heads;

/// <summary>
/// Where heads are kept: one document for each account, changed only by compare-and-set. The store's clock alone judges
/// leases and reservations. Any call may throw <see cref="StoreUnavailableException"/>: the write may or may not have
/// happened, and repeating the same call is safe.
/// </summary>
public interface IHeadStore
{
    /// <summary>
    /// Takes the lease of an account whose head is free, expired, or held by a process known to be dead, and creates the head
    /// if there is none. The fence becomes max(old + 1, the store's clock in ms). Null: the lease is held.
    /// Repeating the call with the same owner returns the same lease.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="owner">New for every acquisition.</param>
    /// <param name="lease">How long it lasts.</param>
    /// <param name="leader">The fence of the role under which the account is worked on; null: a request works on it.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken);

    /// <summary>Writes a checkpoint. Null: the head has another fence or sequence, and nothing in it was changed.</summary>
    Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>The heads of those accounts that have one.</summary>
    Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);
}
