using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Drivers;

/// <summary>The background driver: begins slices as accounts become due, for as long as this process leads.</summary>
public sealed class Worker(IHeadInbox inbox, AccountSlices slices, WorkSignal signal, RecentWork recent, FailurePolicy failures, LeaderTimes times)
    : ILeaderWork
{
    private const int PageSize = 1000;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    public bool IsRunning { get; private set; }

    /// <summary>Returns when the term is over and all slices have ended.</summary>
    public async Task RunAsync(LeaderTerm term)
    {
        IsRunning = true;
        try
        {
            for (var failed = 0; !term.Over.IsCancellationRequested;)
            {
                var (wait, isGood) = await BeginDueAsync(term, failed + 1);
                failed = isGood ? 0 : failed + 1;
                await signal.WaitAsync(wait, term.Over);
            }
        }
        catch (OperationCanceledException) when (term.Over.IsCancellationRequested)
        {
            // The slices have the same token.
        }
        finally
        {
            IsRunning = false;
        }

        await slices.WhenAllEndedAsync();
    }

    /// <returns>How long to wait before looking again, and whether all went well.</returns>
    private async Task<(TimeSpan Wait, bool IsGood)> BeginDueAsync(LeaderTerm term, int attempt)
    {
        try
        {
            var due = await inbox.DueBesidesAsync(slices.Has, PageSize, term.Over);
            failures.StoreAnswered();
            var begun = due.Accounts.Take(times.MostAtWork - slices.Count).Count(account => slices.TryBegin(account, term));
            slices.MakeRoom(due.Accounts.Count - begun);
            if (begun >= PageSize)
                return (ShortestWait, true);
            var rest = recent.Rest(times.PollEvery);
            return (due.Next is { } next && next < rest ? Longer(next, ShortestWait) : rest, true);
        }
        catch (Exception e) when (!term.Over.IsCancellationRequested)
        {
            return (failures.Rest("the search for due accounts", e, attempt), false);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
