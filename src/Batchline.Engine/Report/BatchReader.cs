using Batchline.Engine.Plan;

namespace Batchline.Engine.Report;

/// <summary>Reads batches as they stand now.</summary>
public sealed class BatchReader
{
    /// <summary>The batch, merged with the head when it is open. Null: no such batch.</summary>
    public Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();
}
