using Batchline.Engine.Accounts;

namespace Batchline.SimulationTests.Checks;

/// <summary>Tells the checker whose jobs a person deleted: nothing else deletes a job.</summary>
internal sealed class CheckedAccounts(IAccountStore inner, Checker checker) : IAccountStore
{
    public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) => inner.AddAsync(account, cancellationToken);

    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(after, limit, cancellationToken);

    public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) =>
        inner.UpdateAsync(id, change, cancellationToken);

    public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        // Over several commands: jobs may be gone although the deletion failed.
        if (deleteJobs)
            checker.Deleting(id);
        await inner.DeleteAsync(id, deleteJobs, cancellationToken);
        if (deleteJobs)
            checker.Forget(id);
    }
}
