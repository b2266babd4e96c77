using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;

namespace Batchline.Api.Accounts;

/// <summary>Deletes accounts on which no operation runs.</summary>
internal sealed class AccountRemover(IAccountStore accounts, IAccountStateStore states, TimeProvider clock)
{
    /// <returns>The operation that keeps the account; null: the account is gone.</returns>
    public async Task<OperationId?> RemoveAsync(AccountRemoval removal, CancellationToken cancellationToken)
    {
        // A refusal changes nothing: only a deletion that looks possible leaves its mark.
        if (await states.GetActiveAsync(removal.Id, cancellationToken) is { } running)
            return running.OperationId;

        // Marked first, looked at again: an operation that begins in between either is seen here or sees the mark.
        await MarkAsync(removal.Id, deleting: true, cancellationToken);
        if (await states.GetActiveAsync(removal.Id, cancellationToken) is { } active)
        {
            await MarkAsync(removal.Id, deleting: false, cancellationToken);
            return active.OperationId;
        }

        await accounts.DeleteAsync(removal.Id, removal.DeleteJobs, cancellationToken);
        return null;
    }

    private Task<AccountWrite> MarkAsync(AccountId id, bool deleting, CancellationToken cancellationToken) =>
        accounts.UpdateAsync(id, new AccountChange { Deleting = deleting, UpdatedAt = clock.GetUtcNow() }, cancellationToken);
}
