using System.Collections.Concurrent;
using Batchline.Engine.Accounts;
using Batchline.Engine.Report;

namespace Batchline.Freshness;

/// <summary>What was read of the accounts' freshness: asking again within a minute costs nothing.</summary>
internal sealed class FreshnessBook(IFreshnessReader reader, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<AccountId, Page> _pages = new();

    public async Task<Engine.Report.Freshness?> OfAsync(AccountId account, CancellationToken cancellationToken) =>
        _pages.TryGetValue(account, out var page) && clock.GetElapsedTime(page.ReadAt) < MaxAge
            ? page.Freshness
            : await ReadAsync(account, cancellationToken);

    public async Task<Engine.Report.Freshness?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var freshness = await reader.ReadAsync(account, cancellationToken);
        _pages[account] = new Page(freshness, clock.GetTimestamp());
        return freshness;
    }

    private sealed record Page(Engine.Report.Freshness? Freshness, long ReadAt);
}
