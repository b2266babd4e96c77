using Batchline.Engine.Changes;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Stores.Memory.Batches;
using Batchline.Stores.Memory.Changes;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Operations;
using Batchline.Stores.Memory.Records;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Heads;

/// <summary>The parts of a checkpoint before its head, in the order of their writing.</summary>
internal static class CheckpointParts
{
    public static IEnumerable<(string Part, Action Write)> Of(MemoryState state, Checkpoint checkpoint)
    {
        var (fence, seq) = (checkpoint.Head.Fence, checkpoint.Head.Seq);
        if (checkpoint.Jobs.Count > 0)
            yield return ("jobs", () => WriteJobs(state, checkpoint, fence, seq));
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return ("cancel", () => BatchStore.Cancel(state, operation, checkpoint.AccountId, fence, seq));
        if (checkpoint.Batches.Count > 0)
            yield return ("batches", () => WriteBatches(state, checkpoint, fence, seq));
        if (checkpoint.State is not null)
            yield return ("state", () => AccountStateStore.Project(state, checkpoint.State with { Fence = fence, Seq = seq }));
    }

    private static void WriteJobs(MemoryState state, Checkpoint checkpoint, long fence, long seq)
    {
        if (!state.Jobs.TryGetValue(checkpoint.AccountId, out var jobs))
            state.Jobs[checkpoint.AccountId] = jobs = new(CodePointOrder.Instance);
        foreach (var write in checkpoint.Jobs)
        {
            var old = jobs.GetValueOrDefault(write.Uuid);
            if (JobRules.Apply(checkpoint.AccountId, old, write, fence, seq) is not { } job)
                continue;
            jobs[write.Uuid] = job;
            if (ChangeRules.Kind(old?.Job, job.Job, write.Kind) is { } kind)
                AddChange(state, job.Job, kind, write);
        }
    }

    private static void AddChange(MemoryState state, StoredJob job, ChangeKind kind, JobWrite write) => state.Changes.Add(new JobChange
    {
        Position = (state.Changes.LastOrDefault()?.Position ?? 0) + 1,
        AccountId = job.AccountId,
        Uuid = write.Uuid,
        Kind = kind,
        ChangedFields = kind == ChangeKind.Added ? [] : write.ChangedFields,
        At = write.At,
    });

    private static void WriteBatches(MemoryState state, Checkpoint checkpoint, long fence, long seq)
    {
        foreach (var batch in checkpoint.Batches)
            BatchStore.Put(state, batch with { Fence = fence, Seq = seq });
    }
}
