namespace Batchline.Engine.Heads;

/// <summary>
/// What operators write into heads, whether or not there is a lease. No call changes a fence or a sequence. Each makes the
/// account due at once, and creates the head if there is none.
/// </summary>
public interface IHeadInbox
{
    /// <summary>Appends a command wherever none with the same id is queued.</summary>
    Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken);

    /// <summary>Removes a command; false if it is no longer queued.</summary>
    Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken);

    /// <summary>Whether some head has a command of the operation queued; found by an index.</summary>
    Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken);

    /// <summary>A control from an earlier revision of the same operation than the stored one changes nothing.</summary>
    Task SetControlAsync(IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken);

    Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>Wakes every account that is planned further away than this.</summary>
    Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken);

    /// <summary>How many accounts are due and not held.</summary>
    Task<long> CountDueAsync(CancellationToken cancellationToken);

    /// <summary>Accounts that are due and not held, longest due first.</summary>
    Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken);
}
