using Batchline.Engine.Accounts;
using Batchline.Engine.Report;

namespace Batchline.Stores.Memory;

internal sealed class FreshnessReader(MemoryState state) : IFreshnessReader
{
    public Task<Freshness?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var times = (state.Jobs.GetValueOrDefault(account)?.Values ?? Enumerable.Empty<MemoryJob>())
                .Where(job => job.Job.Sync.MissingSince is null).Select(job => job.Job.LastUpdated).Order().ToList();
            return Task.FromResult(times.Count == 0 ? null : new Freshness(times.Count, times[0], times[times.Count / 2]));
        }
    }
}
