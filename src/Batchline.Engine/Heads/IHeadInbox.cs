using Batchline.Engine.Ids;

namespace Batchline.Engine.Heads;

/// <summary>
/// What operators write into heads, whoever holds the lease. No call changes a fence or a sequence; each makes the
/// account due at once, and makes the head when there is none.
/// </summary>
public interface IHeadInbox
{
    /// <summary>Appends a command unless one with that id is queued.</summary>
    Task AppendAsync(AccountId account, HeadCommand command, CancellationToken cancellationToken);

    /// <summary>Takes a command out again; false when it is not queued any more.</summary>
    Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken);

    /// <summary>One that an earlier revision of the same operation wants changes nothing.</summary>
    Task SetControlAsync(IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken);

    Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>Accounts that are due and held by nobody, longest due first.</summary>
    Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken);
}
