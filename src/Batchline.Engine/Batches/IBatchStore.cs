namespace Batchline.Engine.Batches;

/// <summary>Where batches are kept. Their progress is written with the head's checkpoint, not here.</summary>
public interface IBatchStore
{
    /// <summary>
    /// Writes planned batches, unique by (operation, account, number). A stored row with the same number is overwritten,
    /// keeping its id, unless its (fence, seq) is greater.
    /// </summary>
    Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken);

    Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken);

    /// <summary>The next open batch (pending or processing) of one account.</summary>
    Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken);

    /// <summary>In order of (account, number), after the cursor.</summary>
    Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken);
}
