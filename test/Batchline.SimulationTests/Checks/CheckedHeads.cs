using Batchline.Engine.Heads;
using Batchline.Engine.Ids;

namespace Batchline.SimulationTests.Checks;

/// <summary>Shows every checkpoint, as the engine asked for it, to the checker.</summary>
internal sealed class CheckedHeads(IHeadStore inner, Checker checker, FaultWatch faults) : IHeadStore
{
    public Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken) =>
        inner.AcquireAsync(account, owner, lease, leader, cancellationToken);

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = await inner.CommitAsync(checkpoint, cancellationToken);
        checker.OnCommit(checkpoint, head);
        if (head is not null)
            faults.OnCommit(head);
        return head;
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        inner.ReadAsync(accounts, cancellationToken);
}
