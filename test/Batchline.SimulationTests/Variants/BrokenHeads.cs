using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Batchline.SimulationTests.World;
using Batchline.Stores;
using Batchline.Stores.Memory;

namespace Batchline.SimulationTests.Variants;

/// <summary>Heads with one rule switched off.</summary>
internal sealed class BrokenHeads(IHeadStore inner, MemoryState state, SimNode node, Variant variant, Func<Task> between) : IHeadStore
{
    public async Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (variant == Variant.OwnerIsProcess && state.Heads.GetValueOrDefault(account) is { Released: false } row && row.Holder == node.Name)
            return HeadRules.View(row, state.Now);
        var head = await inner.AcquireAsync(account, owner, lease, cancellationToken);
        return variant == Variant.PaceStoredAfterTheCall && head is not null ? head with { TakenOver = false } : head;
    }

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        switch (variant)
        {
            case Variant.NoFence when state.Heads.GetValueOrDefault(checkpoint.AccountId) is { } row && row.WriteId != checkpoint.Head.WriteId:
                return await inner.CommitAsync(checkpoint with { Head = checkpoint.Head with { Fence = row.Fence, Seq = row.Seq } }, cancellationToken);

            case Variant.OwnerIsProcess when state.Heads.GetValueOrDefault(checkpoint.AccountId) is { } row && row.Holder == node.Name:
                return await inner.CommitAsync(checkpoint with { Head = checkpoint.Head with { Fence = row.Fence, Seq = row.Seq } }, cancellationToken);

            case Variant.PaceStoredAfterTheCall:
                return await inner.CommitAsync(checkpoint with { Head = checkpoint.Head with { Reserve = TimeSpan.Zero } }, cancellationToken);

            case Variant.ProjectionWithoutFence:
                foreach (var batch in checkpoint.Batches)
                {
                    if (state.Batches.GetValueOrDefault((batch.OperationId, batch.AccountId)) is { } rows && rows.TryGetValue(batch.Number, out var stored))
                        rows[batch.Number] = stored with { Fence = 0, Seq = 0 };
                }
                return await inner.CommitAsync(checkpoint, cancellationToken);

            case Variant.RowAfterHeadForgot when checkpoint.Batches.Count > 0:
                var head = await inner.CommitAsync(checkpoint with { Batches = [] }, cancellationToken);
                await between();
                if (head is not null)
                {
                    foreach (var batch in checkpoint.Batches)
                        Batches.Put(state, batch with { Fence = checkpoint.Head.Fence, Seq = checkpoint.Head.Seq });
                }
                return head;

            default:
                return await inner.CommitAsync(checkpoint, cancellationToken);
        }
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        inner.ReadAsync(accounts, cancellationToken);
}
