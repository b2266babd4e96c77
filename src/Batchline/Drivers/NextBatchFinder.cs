using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Drivers;

/// <summary>Finds what a script should process next.</summary>
internal sealed class NextBatchFinder(IAccountStateStore active, IAccountStateReader states, IBatchStore batches, TimeProvider clock)
{
    /// <summary>The lowest-numbered due batch of the same account. Null: none, or the account is not fully planned.</summary>
    public async Task<BatchId?> AfterAsync(Batch batch, CancellationToken cancellationToken)
    {
        var state = await states.GetAsync(batch.OperationId, batch.AccountId, cancellationToken);
        return await NextAsync(state, cancellationToken);
    }

    /// <summary>The lowest-numbered due batch of the account, in whatever operation it works for.</summary>
    public async Task<BatchId?> OfAsync(AccountId account, CancellationToken cancellationToken) =>
        await NextAsync(await active.GetActiveAsync(account, cancellationToken), cancellationToken);

    private async Task<BatchId?> NextAsync(AccountState? state, CancellationToken cancellationToken)
    {
        if (state is not { TotalBatches: > 0 })
            return null;
        var next = await batches.NextAsync(
            new NextBatchQuery(state.OperationId, state.AccountId, state.TotalBatches, clock.GetUtcNow()), cancellationToken);
        return next.Due?.Id;
    }
}
