using Batchline.Engine.Ids;

namespace Batchline.Engine.Batches;

/// <summary>Where batches are kept. Their progress is written with the head's checkpoint, not here.</summary>
public interface IBatchStore
{
    /// <summary>
    /// Writes planned batches under the unique (operation, account, number). A stored row with that number is
    /// overwritten, keeping its id, when its (fence, seq) is not greater; else it stays.
    /// </summary>
    Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken);

    Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken);

    /// <summary>The next open batch (pending or processing) of one account.</summary>
    Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken);

    /// <summary>In (account, number) order behind the cursor.</summary>
    Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken);
}
