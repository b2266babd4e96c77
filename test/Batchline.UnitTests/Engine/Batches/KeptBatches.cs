using Batchline.Engine.Batches;
using Batchline.Engine.Ids;

namespace Batchline.UnitTests.Engine.Batches;

/// <summary>Keeps the batches that were planned.</summary>
internal sealed class KeptBatches : IBatchStore
{
    public List<Batch> Planned { get; } = [];

    public int Writes { get; private set; }

    public Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken)
    {
        Planned.AddRange(batches);
        Writes++;
        return Task.CompletedTask;
    }

    public Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
