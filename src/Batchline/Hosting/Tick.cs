using System.Collections.Concurrent;
using Batchline.Api.Cron;
using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>
/// Does inside one request what background services do elsewhere. Ticks may overlap, come twice or late: leases keep them apart.
/// </summary>
internal sealed class Tick(
    Housekeeping housekeeping, IHeadInbox inbox, GuardedSlices slices, TimeProvider clock, IOptions<ProcessOptions> process)
{
    private const int MaxParallel = 256;
    private const int MaxCounted = 1000;

    /// <summary>With less time left than this no more slices are begun.</summary>
    private static readonly TimeSpan ShortestSlice = TimeSpan.FromMilliseconds(200);

    public async Task<TickView> RunAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await housekeeping.DoAsync(Left(started), cancellationToken);
        var worked = new ConcurrentDictionary<AccountId, int>();
        var tried = new HashSet<AccountId>();
        while (Left(started) > ShortestSlice && await UntriedAsync(tried, cancellationToken) is { Count: > 0 } due)
        {
            tried.UnionWith(due);
            await Task.WhenAll(due.Select(account => RunAsync(account, Left(started), worked, cancellationToken)));
        }

        await housekeeping.DoAsync(Left(started), cancellationToken);
        var remaining = await inbox.DueAsync(MaxCounted, cancellationToken);
        return new TickView(worked.Count, worked.Values.Sum(), remaining.Accounts.Count);
    }

    private TimeSpan Left(long started) => process.Value.SliceBudget - clock.GetElapsedTime(started);

    /// <summary>Each account gets one slice a tick: a slice ends only when nothing is due or the time is over.</summary>
    private async Task<IReadOnlyList<AccountId>> UntriedAsync(HashSet<AccountId> tried, CancellationToken cancellationToken)
    {
        var due = await inbox.DueAsync(MaxParallel + tried.Count, cancellationToken);
        return [.. due.Accounts.Where(account => !tried.Contains(account)).Take(MaxParallel)];
    }

    private async Task RunAsync(
        AccountId account, TimeSpan budget, ConcurrentDictionary<AccountId, int> worked, CancellationToken cancellationToken)
    {
        var slice = await slices.RunAsync(account, budget, batch: null, cancellationToken);
        if (slice is { Held: true })
            worked[account] = slice.Jobs;
    }
}
