using System.Collections.Concurrent;
using Batchline.Engine.Accounts;

namespace Batchline.Api.BatchProgress;

/// <summary>The names of accounts, read from the store at most every half minute.</summary>
internal sealed class AccountNames(IAccountStore accounts, TimeProvider clock)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AccountId, (string? Name, long ReadAt)> _names = new();

    /// <summary>In the order of the ids. Null: there is no such account.</summary>
    public async Task<IReadOnlyList<string?>> OfAsync(IReadOnlyList<AccountId> ids, CancellationToken cancellationToken)
    {
        var known = new Dictionary<AccountId, string?>(ids.Count);
        foreach (var id in ids)
        {
            if (_names.TryGetValue(id, out var kept) && clock.GetElapsedTime(kept.ReadAt) < MaxAge)
                known[id] = kept.Name;
        }
        List<AccountId> others = [.. ids.Where(id => !known.ContainsKey(id))];
        var found = others.Count == 0 ? [] : (await accounts.GetAsync(others, cancellationToken)).ToDictionary(account => account.Id, account => account.Name);
        if (_names.Count + others.Count > Capacity)
            _names.Clear();
        foreach (var id in others)
        {
            known[id] = found.GetValueOrDefault(id);
            _names[id] = (known[id], clock.GetTimestamp());
        }
        return [.. ids.Select(id => known[id])];
    }
}
