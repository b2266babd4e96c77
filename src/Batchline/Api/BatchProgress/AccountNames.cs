using System.Collections.Concurrent;
using Batchline.Engine.Accounts;

namespace Batchline.Api.BatchProgress;

/// <summary>The names of accounts, read from the store at most every half minute.</summary>
internal sealed class AccountNames(IAccountStore accounts, TimeProvider clock)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AccountId, (string? Name, long ReadAt)> _names = new();

    /// <summary>Null: there is no such account.</summary>
    public async Task<string?> OfAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(id, out var known) && clock.GetElapsedTime(known.ReadAt) < MaxAge)
            return known.Name;
        var name = (await accounts.GetAsync(id, cancellationToken))?.Name;
        if (_names.Count >= Capacity)
            _names.Clear();
        _names[id] = (name, clock.GetTimestamp());
        return name;
    }
}
