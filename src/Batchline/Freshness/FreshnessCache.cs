using System.Collections.Concurrent;
using Batchline.Engine.Freshness;

namespace Batchline.Freshness;

/// <summary>Keeps what people were told about the accounts' freshness for a minute.</summary>
internal sealed class FreshnessCache(IFreshnessReader reader, TimeProvider clock)
{
    internal const int Capacity = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<AccountId, Entry> _entries = new();

    /// <summary>How many accounts it remembers.</summary>
    internal int Count => _entries.Count;

    public async Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> OfAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var found = new Dictionary<AccountId, AccountFreshness?>(accounts.Count);
        var old = new List<AccountId>();
        foreach (var account in accounts)
        {
            if (_entries.TryGetValue(account, out var entry) && IsYoung(entry))
                found[account] = entry.Freshness;
            else
                old.Add(account);
        }

        if (old.Count > 0)
            await ReadAsync(old, found, cancellationToken);
        return found;
    }

    private async Task ReadAsync(
        List<AccountId> accounts, Dictionary<AccountId, AccountFreshness?> found, CancellationToken cancellationToken)
    {
        if (_entries.Count + accounts.Count > Capacity)
            _entries.Clear();
        foreach (var (account, freshness) in await reader.ReadAsync(accounts, cancellationToken))
        {
            found[account] = freshness;
            _entries[account] = new Entry(freshness, clock.GetTimestamp());
        }
    }

    private bool IsYoung(Entry entry) => clock.GetElapsedTime(entry.ReadAt) < MaxAge;

    private sealed record Entry(AccountFreshness? Freshness, long ReadAt);
}
