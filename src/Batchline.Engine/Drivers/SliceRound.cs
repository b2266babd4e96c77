using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Drivers;

/// <summary>
/// Gives due accounts a slice each, many beside each other, within the time of one request. Who has been due longest comes
/// first, so an account that one round leaves over is among the first of the next. Rounds may overlap: leases keep them apart.
/// </summary>
public sealed class SliceRound(IHeadInbox inbox, SafeSlices slices, TimeProvider clock, IOptions<ProcessOptions> process)
{
    /// <summary>Beside each other; a slice that waits costs some kilobytes.</summary>
    private const int MaxParallel = 1000;

    private const int MaxBegun = 20_000;

    /// <summary>With less time left than this no more slices are begun.</summary>
    private static readonly TimeSpan ShortestSlice = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <param name="alongside">May make accounts due meanwhile: the round does not end before it.</param>
    public async Task<RoundResult> RunAsync(RequestTime time, Task alongside, CancellationToken cancellationToken)
    {
        var begun = new HashSet<AccountId>();
        var running = new List<Task>();
        var sum = new Sum();
        var ended = new WorkSignal(clock);
        try
        {
            while (time.Left > ShortestSlice && !cancellationToken.IsCancellationRequested)
            {
                running.RemoveAll(slice => slice.IsCompleted);
                foreach (var account in await DueAsync(begun, MostParallel - running.Count, time, cancellationToken))
                {
                    begun.Add(account);
                    running.Add(RunAsync(account, time, sum, ended, cancellationToken));
                }
                if (running.Count == 0 && alongside.IsCompleted)
                    break;
                await ended.WaitAsync(LookEvery, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: the slices were told as well.
        }
        finally
        {
            await time.EndsAsync(Task.WhenAll(running));
        }
        return sum.Result();
    }

    private int MostParallel => Math.Min(MaxParallel, process.Value.MaxParallelAccounts);

    /// <summary>Each account gets one slice a round: a slice ends only when nothing is due or the time is over.</summary>
    private async Task<IReadOnlyList<AccountId>> DueAsync(HashSet<AccountId> begun, int free, RequestTime time, CancellationToken cancellationToken)
    {
        if (free <= 0 || begun.Count >= MaxBegun)
            return [];
        var due = inbox.DueAsync(free + begun.Count, cancellationToken);
        return await time.EndsAsync(due) ? [.. (await due).Accounts.Where(account => !begun.Contains(account)).Take(free)] : [];
    }

    private async Task RunAsync(AccountId account, RequestTime time, Sum sum, WorkSignal ended, CancellationToken cancellationToken)
    {
        try
        {
            if (await slices.RunAsync(account, time.Left, batch: null, cancellationToken) is { Held: true } slice)
                sum.Add(account, slice);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It had not begun.
        }
        finally
        {
            ended.Raise();
        }
    }

    private sealed class Sum
    {
        private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
        private readonly Lock _lock = new();
        private int _accounts;
        private int _jobs;
        private AccountId? _next;

        public void Add(AccountId account, SliceResult slice)
        {
            lock (_lock)
            {
                _accounts++;
                _jobs += slice.Jobs;
                if (slice is { Jobs: > 0, WaitingReason: null, DueIn: { } due } && due <= Soon)
                    _next = account;
            }
        }

        public RoundResult Result() => new(_accounts, _jobs, _next);
    }
}
