using Batchline.Engine.Records;

namespace Batchline.Engine.Batches;

/// <summary>Cuts the known jobs of an account into batches, a few thousand at a time, so that a million jobs are never in memory at once.</summary>
internal sealed class Planner(IJobKeys keys, IBatchStore batches, IdGenerator ids)
{
    private const int JobsPerStep = 2_000;

    /// <summary>Writes the next batches. Returns the cursor after them, and whether they were the last.</summary>
    public async Task<(PlanCursor Cursor, bool Last)> PlanAsync(
        OperationId operation, AccountId account, int batchSize, JobSelection selection, PlanCursor cursor,
        (long Fence, long Seq) order, CancellationToken cancellationToken)
    {
        var limit = Math.Max(batchSize, JobsPerStep / batchSize * batchSize);
        var uuids = await keys.KeysAsync(account, selection, cursor.AfterUuid, limit, cancellationToken);
        var planned = uuids.Chunk(batchSize).Select((jobs, index) => new Batch
        {
            Id = new BatchId(ids.Next()),
            OperationId = operation,
            AccountId = account,
            Number = cursor.Batches + index + 1,
            JobUuids = jobs,
            Fence = order.Fence,
            Seq = order.Seq,
        }).ToList();
        if (planned.Count > 0)
            await batches.PlanAsync(planned, cancellationToken);
        return (
            new PlanCursor(uuids.Count > 0 ? uuids[^1] : cursor.AfterUuid, cursor.Batches + planned.Count, cursor.Jobs + uuids.Count),
            uuids.Count < limit);
    }
}
