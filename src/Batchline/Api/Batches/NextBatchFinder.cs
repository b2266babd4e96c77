using Batchline.Engine.Operations;
using Batchline.Engine.Plan;

namespace Batchline.Api.Batches;

/// <summary>Finds what a script should process next.</summary>
internal sealed class NextBatchFinder(IAccountStateReader states, IBatchStore batches, TimeProvider clock)
{
    /// <summary>The lowest batch of the same account that is due. Null: none, or the account is not fully planned.</summary>
    public async Task<BatchId?> AfterAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (await states.GetAsync(batch.OperationId, batch.AccountId, cancellationToken) is not { TotalBatches: > 0 and var total })
            return null;
        var next = await batches.NextAsync(
            new NextBatchQuery(batch.OperationId, batch.AccountId, total, clock.GetUtcNow()), cancellationToken);
        return next.Due?.Id;
    }
}
