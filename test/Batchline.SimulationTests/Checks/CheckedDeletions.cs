using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;

namespace Batchline.SimulationTests.Checks;

/// <summary>Tells the checker whose jobs a person deleted: nothing else deletes a job.</summary>
internal sealed class CheckedDeletions(IAccountDeletions inner, Checker checker) : IAccountDeletions
{
    public Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken) =>
        inner.MarkAsync(id, was, mark, cancellationToken);

    public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        inner.ListMarkedAsync(after, limit, cancellationToken);

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
