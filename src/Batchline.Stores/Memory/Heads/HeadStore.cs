using Batchline.Engine.Heads;
using Batchline.Stores.Memory.Batches;
using Batchline.Stores.Memory.Changes;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Operations;
using Batchline.Stores.Memory.Records;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Heads;

/// <summary>Heads of a database that several nodes may share.</summary>
/// <param name="node">The process that the leases name.</param>
/// <param name="between">
/// Awaited between any two parts of a checkpoint, with the name of the part written last: on MongoDB, a process may die there too.
/// </param>
internal sealed class HeadStore(MemoryState state, string node = "", Func<string, Task>? between = null) : IHeadStore
{
    public Task<HeadView?> AcquireAsync(
        AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            var row = HeadRules.Acquire(state.Heads.GetValueOrDefault(account), account, owner, node, leader, lease, now);
            return Task.FromResult(Store(row, now));
        }
    }

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        foreach (var (part, write) in PartsOf(state, checkpoint))
        {
            lock (state.Gate)
                write();
            if (between is not null)
                await between(part);
        }

        lock (state.Gate)
        {
            var now = state.Now;
            var stored = state.Heads.GetValueOrDefault(checkpoint.AccountId);
            return Store(stored is null ? null : HeadRules.Commit(stored, checkpoint.Head, now), now);
        }
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            return Task.FromResult<IReadOnlyList<HeadView>>([.. accounts.Distinct()
                .Select(account => state.Heads.GetValueOrDefault(account))
                .OfType<HeadRow>()
                .Select(row => HeadRules.View(row, now))]);
        }
    }

    /// <summary>The parts of a checkpoint before its head, in the order in which they are written.</summary>
    internal static IEnumerable<(string Part, Action Write)> PartsOf(MemoryState state, Checkpoint checkpoint)
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
            if (JobUpdates.Apply(checkpoint.AccountId, old, write, fence, seq) is not { } job)
                continue;
            jobs[write.Uuid] = job;
            ChangeUpdates.Add(state, old?.Job, job.Job, write);
        }
    }

    private static void WriteBatches(MemoryState state, Checkpoint checkpoint, long fence, long seq)
    {
        foreach (var batch in checkpoint.Batches)
            BatchStore.Put(state, batch with { Fence = fence, Seq = seq });
    }

    private HeadView? Store(HeadRow? row, DateTimeOffset now)
    {
        if (row is null)
            return null;
        state.Heads[row.AccountId] = row;
        return HeadRules.View(row, now);
    }
}
