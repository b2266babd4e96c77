using System.Collections.Concurrent;
using Batchline.Engine.Freshness;

namespace Batchline.Freshness;

/// <summary>Keeps what was read about the accounts' freshness for a minute.</summary>
internal sealed class FreshnessCache(IFreshnessReader reader, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<AccountId, Page> _pages = new();

    public async Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> OfAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var old = accounts.Where(account => !_pages.TryGetValue(account, out var page) || clock.GetElapsedTime(page.ReadAt) >= MaxAge).ToList();
        if (old.Count > 0)
            await ReadAsync(old, cancellationToken);
        return accounts.ToDictionary(account => account, account => _pages[account].Freshness);
    }

    public async Task<AccountFreshness?> ReadAsync(AccountId account, CancellationToken cancellationToken) =>
        (await ReadAsync([account], cancellationToken))[account];

    private async Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(accounts, cancellationToken);
        foreach (var (account, freshness) in read)
            _pages[account] = new Page(freshness, clock.GetTimestamp());
        return read;
    }

    private sealed record Page(AccountFreshness? Freshness, long ReadAt);
}
