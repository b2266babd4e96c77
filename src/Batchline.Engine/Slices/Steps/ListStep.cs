using Batchline.Engine.Discover;
using Batchline.Engine.Faults;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Discover: one page of the list, every row stored and marked as seen by this operation.</summary>
internal sealed class ListStep(Recorder recorder, Setbacks setbacks) : ISliceStep
{
    private const string RowTooLarge = "the row alone is larger than what is read";

    public SliceWork Work => SliceWork.List;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var begun = slice.Run.List ?? throw new InvalidOperationException("No listing is under way.");
        var cursor = Listing.Refresh(begun, slice.Now, slice.Lease.Interval);
        var answer = await slice.SendAsync(new WorkizCall.ListJobs(Listing.Query(cursor)));
        var run = slice.Called(slice.Run) with { List = cursor, OddRows = cursor.Pages == 0 ? OddRows.None : slice.Run.OddRows };
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await setbacks.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Page page:
                await StoreAsync(slice, run, cursor, page);
                return null;
            case WorkizAnswer.TooLarge:
                await slice.CommitAsync(slice.Body with { Run = Smaller(run, cursor, slice.Now), Trouble = TroublePolicy.Fresh(slice.Body.Trouble) });
                return null;
            default:
                return await InVainAsync(slice, run, cursor, answer);
        }
    }

    private async Task StoreAsync(Slice slice, Run run, ListCursor cursor, WorkizAnswer.Page page)
    {
        var now = slice.Now;
        var writes = await slice.Lease.SureAsync(cancellationToken =>
            recorder.RecordAsync(slice.Account.Id, page.Jobs, run.OperationId, now, cancellationToken));
        var result = Listing.Next(cursor, page, now);

        // Suspects of an earlier time are none of the list's: they pay with a good answer about a job.
        var (trouble, _) = TroublePolicy.OnGood(slice.Body.Trouble, page.Jobs.Count > 0 ? page.Jobs[0].Uuid : null);
        var listed = run with
        {
            List = result.Next,
            Phase = result.Next is null ? RunPhase.Planning : RunPhase.Listing,
            OddRows = result.BringsNew ? run.OddRows.With([.. page.Odd.Select(row => row with { Page = cursor.Pages + 1 })]) : run.OddRows,
            ListProblem = result.Problem,
            Error = null,
        };
        var body = slice.Body with
        {
            Run = listed,
            Trouble = trouble,
            ListedAt = result.Next is null ? slice.Body.ListedAt ?? now : slice.Body.ListedAt,
        };
        await slice.CommitAsync(slice.Parts(body) with { Jobs = writes });
    }

    /// <summary>Fewer rows are asked for; one that is too large by itself is left out.</summary>
    private static Run Smaller(Run run, ListCursor cursor, DateTimeOffset now) => Listing.Smaller(cursor) is { } smaller
        ? run with { List = smaller }
        : run with { List = Listing.SkipRow(cursor, now), OddRows = run.OddRows.With([new OddRow(cursor.Pages + 1, 1, RowTooLarge)]) };

    /// <summary>
    /// Without this page there is no next one: the account waits and asks again, longer each time. Not for ever, while Workiz
    /// answers other questions: then the list has failed, and the jobs that are known are asked for one by one.
    /// </summary>
    private async Task<SliceEnd?> InVainAsync(Slice slice, Run run, ListCursor cursor, WorkizAnswer answer)
    {
        var message = AnswerTable.MessageOf(answer);
        var failed = cursor with { Failures = cursor.Failures + (cursor.WorkizAnswers ? 1 : 0), WorkizAnswers = false };
        if (failed.Failures >= TroublePolicy.MostTries)
        {
            await GiveUpAsync(slice, run, message);
            return null;
        }
        var before = slice.Body.Trouble;
        var trouble = AnswerTable.Of(answer).DoubtsKey ? TroublePolicy.DoubtKey(before, message, slice.Now) : before;
        if (trouble.Refusal is not null && failed.Failures == 0 && !cursor.WorkizAnswers)
        {
            // Whether the key is good is found out at once.
            await slice.CommitAsync(slice.Body with { Run = run with { List = failed }, Trouble = trouble });
            return null;
        }
        var opened = TroublePolicy.Open(trouble, Math.Max(trouble.Trips, failed.Failures) + 1);
        return await setbacks.OpenCircuitAsync(slice, opened, run with { List = failed }, answer);
    }

    private static Task GiveUpAsync(Slice slice, Run run, string message) => slice.CommitAsync(slice.Body with
    {
        Run = run with
        {
            List = null,
            Phase = RunPhase.Planning,
            ListProblem = $"Workiz did not give the job list to its end, although it answers other requests: {message}. New jobs may be missing; known jobs that were not listed are asked for one by one. The next sync lists again.",
            Error = null,
            Counters = run.Counters with { ListingsFailed = 1 },
        },
        Trouble = TroublePolicy.Fresh(slice.Body.Trouble),
    });
}
