using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Operations;

internal sealed class ImportStore(MemoryState state) : IImport
{
    public Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var job in jobs)
            {
                if (!state.Jobs.TryGetValue(job.AccountId, out var stored))
                    state.Jobs[job.AccountId] = stored = new(CodePointOrder.Instance);
                if (!stored.TryGetValue(job.Document.Uuid, out var old)
                    || (old.Job.Sync.Fence, old.Job.Sync.Seq).CompareTo((job.Sync.Fence, job.Sync.Seq)) <= 0)
                {
                    stored[job.Document.Uuid] = new MemoryJob(job, JobFacts.Of(job.Document));
                }
            }

            return Task.CompletedTask;
        }
    }

    public Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var row in states.Where(row => state.State(row.OperationId, row.AccountId) is null))
            {
                state.States.TryAdd(row.OperationId, new(StringComparer.Ordinal));
                AccountStateStore.Put(state, row with { Active = false });
            }

            return Task.CompletedTask;
        }
    }
}
