using Batchline.Engine.Freshness;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Records;

internal sealed class FreshnessReader(MemoryState state) : IFreshnessReader
{
    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyDictionary<AccountId, AccountFreshness?>>(accounts.ToDictionary(account => account, Of));
    }

    private AccountFreshness? Of(AccountId account)
    {
        var times = (state.Jobs.GetValueOrDefault(account)?.Values ?? Enumerable.Empty<MemoryJob>())
            .Where(job => job.Job.Sync.MissingSince is null).Select(job => job.Job.LastUpdated).Order().ToList();
        return times.Count == 0 ? null : new AccountFreshness(times.Count, times[0], times[times.Count / 2]);
    }
}
