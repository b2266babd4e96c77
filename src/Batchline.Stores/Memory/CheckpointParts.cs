using Batchline.Engine.Record;

namespace Batchline.Stores.Memory;

/// <summary>The parts of a checkpoint before its head, in the order of their writing.</summary>
internal static class CheckpointParts
{
    public static IEnumerable<(string Part, Action Write)> Of(MemoryState state, Checkpoint checkpoint)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.Jobs.Count > 0)
            yield return ("jobs", () => WriteJobs(state, checkpoint, fence, seq));
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return ("cancel", () => Batches.Cancel(state, operation, checkpoint.AccountId, fence, seq));
        if (checkpoint.Batches.Count > 0)
            yield return ("batches", () => WriteBatches(state, checkpoint, fence, seq));
        if (checkpoint.State is not null)
            yield return ("state", () => AccountStates.Project(state, checkpoint.State with { Fence = fence, Seq = seq }));
    }

    private static void WriteJobs(MemoryState state, Checkpoint checkpoint, long fence, long seq)
    {
        if (!state.Jobs.TryGetValue(checkpoint.AccountId, out var jobs))
            state.Jobs[checkpoint.AccountId] = jobs = new(StringComparer.Ordinal);
        foreach (var write in checkpoint.Jobs)
        {
            if (JobRules.Apply(checkpoint.AccountId, jobs.GetValueOrDefault(write.Uuid), write, fence, seq) is { } job)
                jobs[write.Uuid] = job;
        }
    }

    private static void WriteBatches(MemoryState state, Checkpoint checkpoint, long fence, long seq)
    {
        foreach (var batch in checkpoint.Batches)
            Batches.Put(state, batch with { Fence = fence, Seq = seq });
    }
}
