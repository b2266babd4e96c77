using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;

namespace Batchline.Api.Accounts;

/// <summary>Deletes accounts on which no operation runs.</summary>
internal sealed class AccountRemover(IAccountStore accounts, IAccountStateStore states)
{
    /// <returns>The operation that keeps the account; null: the account is gone.</returns>
    public async Task<OperationId?> RemoveAsync(AccountRemoval removal, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(removal.Id, cancellationToken) is not { } account)
            return null;

        // A refusal changes nothing: only a deletion that looks possible leaves its mark.
        if (await states.GetActiveAsync(removal.Id, cancellationToken) is { } running)
            return running.OperationId;

        // Marked first, looked at again: an operation that begins in between either is seen here or sees the mark.
        await MarkAsync(account, deleting: true, cancellationToken);
        if (await states.GetActiveAsync(removal.Id, cancellationToken) is { } active)
        {
            await MarkAsync(account, deleting: false, cancellationToken);
            return active.OperationId;
        }

        await accounts.DeleteAsync(removal.Id, removal.DeleteJobs, cancellationToken);
        return null;
    }

    /// <summary>The mark is no change of the account that anybody sees: a deletion that is refused leaves no trace.</summary>
    private Task<AccountWrite> MarkAsync(Account account, bool deleting, CancellationToken cancellationToken) =>
        accounts.UpdateAsync(account.Id, new AccountChange { Deleting = deleting, UpdatedAt = account.UpdatedAt }, cancellationToken);
}
