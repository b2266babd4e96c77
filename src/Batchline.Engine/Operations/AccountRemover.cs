using Batchline.Engine.Accounts;

namespace Batchline.Engine.Operations;

/// <summary>Deletes accounts on which no operation runs.</summary>
public sealed class AccountRemover(IAccountStore accounts, IAccountStateStore states)
{
    /// <param name="id">The account.</param>
    /// <param name="deleteJobs">Its jobs too.</param>
    /// <returns>The operation that keeps the account; null: the account is gone.</returns>
    public async Task<OperationId?> RemoveAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(id, cancellationToken) is not { } account)
            return null;

        // A refusal changes nothing: only a deletion that looks possible leaves its mark.
        if (await states.GetActiveAsync(id, cancellationToken) is { } running)
            return running.OperationId;

        // Marked first, looked at again: an operation that begins in between either is seen here or sees the mark.
        await MarkAsync(account, deleting: true, cancellationToken);
        if (await states.GetActiveAsync(id, cancellationToken) is { } active)
        {
            await MarkAsync(account, deleting: false, cancellationToken);
            return active.OperationId;
        }

        await accounts.DeleteAsync(id, deleteJobs, cancellationToken);
        return null;
    }

    /// <summary>The mark is no change of the account that anybody sees: a deletion that is refused leaves no trace.</summary>
    private Task<AccountWrite> MarkAsync(Account account, bool deleting, CancellationToken cancellationToken) =>
        accounts.UpdateAsync(account.Id, new AccountChange { Deleting = deleting, UpdatedAt = account.UpdatedAt }, cancellationToken);
}
