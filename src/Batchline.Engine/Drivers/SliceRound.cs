using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Drivers;

/// <summary>
/// Gives each due account a slice, many side by side, within the time of one request. Accounts that have been due longest come
/// first, so an account that is left out of one round is among the first of the next. Rounds may overlap: leases keep them apart.
/// </summary>
public sealed class SliceRound(IHeadInbox inbox, SafeSlices slices, RecentWork recent, TimeProvider clock, IOptions<ProcessOptions> process)
{
    /// <summary>Slices that run side by side; a waiting one costs a few kilobytes.</summary>
    private const int MaxParallel = 1000;
    private const int MaxBegun = 20_000;

    /// <summary>With less time left than this, no more slices begin.</summary>
    private static readonly TimeSpan ShortestSlice = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <param name="alongside">Work that may make accounts due; the round does not end before it.</param>
    public async Task<TickResult> RunAsync(RequestTime time, Task alongside, CancellationToken cancellationToken)
    {
        // One slice per account and round: a slice ends only when nothing is due or the time is over.
        var begun = new Dictionary<AccountId, Task<SliceResult?>>();
        var ended = new WorkSignal(recent, clock);
        try
        {
            while (time.Left > ShortestSlice && !cancellationToken.IsCancellationRequested)
            {
                var running = begun.Values.Count(slice => !slice.IsCompleted);
                var due = await DueAsync(begun, MostParallel - running, time, cancellationToken);
                foreach (var account in due)
                    begun.Add(account, RunAsync(account, time, ended, cancellationToken));
                if (running + due.Count == 0 && alongside.IsCompleted)
                    break;
                await ended.WaitAsync(LookEvery, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is stopping, and the slices have the same token.
        }
        finally
        {
            await time.EndsAsync(Task.WhenAll(begun.Values));
        }

        return begun.Where(slice => slice.Value.IsCompletedSuccessfully)
            .Aggregate(new TickResult(), (done, slice) => done.Plus(slice.Key, slice.Value.Result));
    }

    private int MostParallel => Math.Min(MaxParallel, process.Value.MaxParallelAccounts);

    private async Task<IReadOnlyList<AccountId>> DueAsync(
        Dictionary<AccountId, Task<SliceResult?>> begun, int free, RequestTime time, CancellationToken cancellationToken)
    {
        if (free <= 0 || begun.Count >= MaxBegun)
            return [];
        var due = inbox.DueBesidesAsync(begun.ContainsKey, free, cancellationToken);
        return await time.EndsAsync(due) ? (await due).Accounts : [];
    }

    private async Task<SliceResult?> RunAsync(AccountId account, RequestTime time, WorkSignal ended, CancellationToken cancellationToken)
    {
        try
        {
            return await slices.RunAsync(account, time.Left, batch: null, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The slice had not begun.
            return null;
        }
        finally
        {
            ended.Raise();
        }
    }
}
