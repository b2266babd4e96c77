using Batchline.Engine.Accounts;

namespace Batchline.Engine.Operations.Steer;

/// <summary>
/// Deletes accounts on which no operation runs. Marks the account, checks it, and decides by compare-and-set on the mark; only
/// a decided deletion deletes. So a refusal never removes the mark of another deletion.
/// </summary>
public sealed class AccountRemover(IAccountStore accounts, IAccountDeletions deletions, IAccountStateStore states, IdGenerator ids)
{
    private const int PageSize = 100;

    /// <param name="id">The account.</param>
    /// <param name="deleteJobs">Also delete its jobs.</param>
    /// <param name="cancellationToken">Leaves what was begun to <see cref="FinishAsync"/>.</param>
    /// <returns>The operation that has the account; null: the account is gone.</returns>
    public async Task<OperationId?> RemoveAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        var isThere = false;
        while (await accounts.GetAsync(id, cancellationToken) is { } account)
        {
            isThere = true;

            // A refusal must change nothing, so mark the account only if the deletion looks possible.
            if (account.Deletion is null && await states.GetActiveAsync(id, cancellationToken) is { } running)
                return running.OperationId;
            if (await TryRemoveAsync(account, deleteJobs, cancellationToken) is { Settled: true } attempt)
                return attempt.Holder;
        }

        // Another deletion was faster, and may have been asked to keep the jobs.
        if (isThere && deleteJobs)
            await deletions.DeleteAsync(id, deleteJobs, cancellationToken);
        return null;
    }

    /// <summary>
    /// Finishes deletions whose process may have died. If an operation has the account, the mark is removed. Harmless beside a
    /// deletion in progress.
    /// </summary>
    /// <returns>There were some.</returns>
    public async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await deletions.ListMarkedAsync(after, PageSize, cancellationToken);
            foreach (var account in page)
                await TryRemoveAsync(account, deleteJobs: null, cancellationToken);
            if (page.Count < PageSize)
                return after is not null || page.Count > 0;
            after = page[^1].Id;
        }
    }

    /// <summary>Not settled: another process marked the account in the meantime, and it has to be read again.</summary>
    /// <param name="account">As it was read.</param>
    /// <param name="deleteJobs">Null: as asked when the account was marked.</param>
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

            // Mark first, then check again: an operation that begins in between is either seen here or sees the mark.
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
