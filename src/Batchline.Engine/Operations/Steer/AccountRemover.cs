using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations.Steer;

/// <summary>
/// Deletes accounts on which no operation runs. The account is marked, looked at, and the deletion decided by
/// compare-and-set on the mark; only a decided one deletes. So nobody's refusal takes away the mark of somebody else.
/// </summary>
public sealed class AccountRemover(IAccountStore accounts, IAccountDeletions deletions, IAccountStateStore states, IdGenerator ids)
{
    private const int PageSize = 100;

    /// <param name="id">The account.</param>
    /// <param name="deleteJobs">Its jobs too.</param>
    /// <param name="cancellationToken">Leaves what was begun to <see cref="FinishAsync"/>.</param>
    /// <returns>The operation that keeps the account; null: the account is gone.</returns>
    public async Task<OperationId?> RemoveAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        var isThere = false;
        while (await accounts.GetAsync(id, cancellationToken) is { } account)
        {
            isThere = true;
            // A refusal changes nothing: only a deletion that looks possible leaves its mark.
            if (account.Deletion is null && await states.GetActiveAsync(id, cancellationToken) is { } running)
                return running.OperationId;
            if (await TryRemoveAsync(account, deleteJobs, cancellationToken) is { Settled: true } attempt)
                return attempt.Holder;
        }

        // Somebody else was faster, who may have been asked to keep the jobs.
        if (isThere && deleteJobs)
            await deletions.DeleteAsync(id, deleteJobs, cancellationToken);
        return null;
    }

    /// <summary>
    /// Finishes deletions that were begun: whoever began them may be dead. One whose account an operation has is taken back.
    /// Beside a deletion that is under way it is harmless.
    /// </summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await deletions.ListMarkedAsync(after, PageSize, cancellationToken);
            foreach (var account in page)
                await TryRemoveAsync(account, deleteJobs: null, cancellationToken);
            if (page.Count < PageSize)
                return;
            after = page[^1].Id;
        }
    }

    /// <summary>Not settled: somebody else marked the account meanwhile, and it has to be read again.</summary>
    /// <param name="account">As it was read.</param>
    /// <param name="deleteJobs">Null: as was asked when the account was marked.</param>
    /// <param name="cancellationToken">Leaves what was begun as it is.</param>
    private async Task<(bool Settled, OperationId? Holder)> TryRemoveAsync(Account account, bool? deleteJobs, CancellationToken cancellationToken)
    {
        var withJobs = deleteJobs ?? account.Deletion?.WithJobs ?? false;
        if (account.Deletion is { Decided: true } decided)
        {
            withJobs |= decided.WithJobs;
        }
        else
        {
            var mark = new AccountDeletion(ids.Next(), withJobs, Decided: false);
            if (!await deletions.MarkAsync(account.Id, account.Deletion?.Id, mark, cancellationToken))
                return (false, null);

            // Marked first, looked at again: an operation that begins in between either is seen here or sees the mark.
            if (await states.GetActiveAsync(account.Id, cancellationToken) is { } active)
            {
                await deletions.MarkAsync(account.Id, mark.Id, null, cancellationToken);
                return (true, active.OperationId);
            }
            if (!await deletions.MarkAsync(account.Id, mark.Id, mark with { Id = ids.Next(), Decided = true }, cancellationToken))
                return (false, null);
        }
        await deletions.DeleteAsync(account.Id, withJobs, cancellationToken);
        return (true, null);
    }
}
