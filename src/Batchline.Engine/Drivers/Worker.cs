using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Drivers;

/// <summary>The background driver: begins slices as accounts become due, for as long as this process leads.</summary>
public sealed class Worker(IHeadInbox inbox, AccountSlices slices, DueLooks looks, RecentWork recent, FailurePolicy failures, LeaderTimes times)
    : ILeaderWork
{
    private const int PageSize = 1000;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns when the term is over and all slices have ended.</summary>
    public async Task RunAsync(LeaderTerm term)
    {
        await looks.RunAsync(() => BeginDueAsync(term), TimeSpan.Zero, term.Over);
        await slices.WhenAllEndedAsync();
    }

    /// <returns>How long to wait before looking again.</returns>
    private async Task<TimeSpan> BeginDueAsync(LeaderTerm term)
    {
        var due = await inbox.DueBesidesAsync(slices.Has, PageSize, term.Over);
        failures.StoreAnswered();
        var begun = due.Accounts.Take(times.MostAtWork - slices.Count).Count(account => slices.TryBegin(account, term));
        slices.MakeRoom(due.Accounts.Count - begun);
        if (begun >= PageSize)
            return ShortestWait;
        var rest = recent.Rest(times.PollEvery);
        return due.Next is { } next && next < rest ? Longer(next, ShortestWait) : rest;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
