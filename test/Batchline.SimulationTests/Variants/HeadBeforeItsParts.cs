using Batchline.Engine.Heads;
using Batchline.Engine.Ids;

namespace Batchline.SimulationTests.Variants;

/// <summary>Checkpoints in the wrong order.</summary>
/// <param name="writeParts">Writes all but the head.</param>
internal sealed class HeadBeforeItsParts(IHeadStore inner, Func<Checkpoint, Task> writeParts) : IHeadStore
{
    public Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken) =>
        inner.AcquireAsync(account, owner, lease, leader, cancellationToken);

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = await inner.CommitAsync(checkpoint with { Jobs = [], Batches = [], State = null, CancelBatchesOf = null }, cancellationToken);
        if (head is not null)
            await writeParts(checkpoint);
        return head;
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        inner.ReadAsync(accounts, cancellationToken);
}
