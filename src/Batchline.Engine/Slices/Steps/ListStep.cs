using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Requests one page of the list; stores every row and marks it as seen by this operation.</summary>
internal sealed class ListStep(Recorder recorder, FaultHandler faults)
{
    private const string RowTooLarge = "it is too large to read";

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var begun = slice.Run.List ?? throw new InvalidOperationException("No listing is under way.");
        var cursor = ListWalk.Refresh(begun, slice.Now, slice.Lease.Sending.Interval);
        var answer = await slice.SendAsync(new WorkizCall.ListJobs(ListWalk.Query(cursor)));
        var run = slice.Called(slice.Run) with { List = cursor, OddRows = cursor.Pages == 0 ? OddRows.None : slice.Run.OddRows };
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached:
                return await faults.NotNowAsync(slice, answer as WorkizAnswer.QuotaReached, run);
            case WorkizAnswer.Page page:
                await StoreAsync(slice, run, cursor, page);
                return null;
            case WorkizAnswer.TooLarge(var message):
                return await SmallerAsync(slice, run, cursor, message);
            default:
                return await BadAnswerAsync(slice, run, answer);
        }
    }

    private async Task StoreAsync(Slice slice, Run run, ListCursor cursor, WorkizAnswer.Page page)
    {
        var now = slice.Now;
        var (writes, fresh) = await slice.Lease.SureAsync(cancellationToken =>
            recorder.RecordAsync(slice.Account.Id, page.Jobs, run.OperationId, now, cancellationToken));
        var result = ListWalk.Next(cursor, page, fresh, now);
        var odd = result.BringsNew ? run.OddRows.With([.. page.Odd.Select(row => row with { Page = cursor.Pages + 1 })]) : run.OddRows;

        var trouble = TroublePolicy.Fresh(slice.Body.Trouble);
        var listed = run with
        {
            List = result.Next,
            Phase = result.Next is null ? RunPhase.Planning : RunPhase.Listing,
            OddRows = odd,
            ListProblem = result.Problem ?? (result.Next is null ? NothingTaken(odd, cursor.Rows + page.Rows) : null),
            Error = null,
            Counters = run.Counters with { ListingsFailed = result.Whole ? 0 : 1 },
        };
        var body = slice.Body with
        {
            Run = listed,
            Trouble = page.Jobs is [var first, ..] ? trouble with { Witness = first.Uuid } : trouble,
            ListedAt = result is { Next: null, Whole: true } ? slice.Body.ListedAt ?? now : slice.Body.ListedAt,
        };
        await slice.CommitAsync(slice.Draft(body) with { Jobs = writes });
    }

    private static string? NothingTaken(OddRows odd, int rows) => odd is { First: [var first, ..] } && odd.Total >= rows
        ? $"None of the {odd.Total} rows of the job list could be taken. Page {first.Page}, row {first.Row}: {first.Reason}."
        : null;

    /// <summary>Requests fewer rows. A row that is too large even alone is skipped, but after several of these in a row the list has failed.</summary>
    private static async Task<SliceEnd?> SmallerAsync(Slice slice, Run run, ListCursor cursor, string message)
    {
        var smaller = ListWalk.Smaller(cursor);
        if (smaller is null && cursor.SkippedInARow >= ListWalk.MostSkipped)
            return await GiveUpAsync(slice, run, message);
        await slice.CommitAsync(slice.Body with
        {
            Run = smaller is not null
                ? run with { List = smaller }
                : run with { List = ListWalk.SkipRow(cursor, slice.Now), OddRows = run.OddRows.With([new OddRow(cursor.Pages + 1, 1, RowTooLarge)]) },
            Trouble = TroublePolicy.Fresh(slice.Body.Trouble),
        });
        return null;
    }

    /// <summary>Without this page there is no next one. The probe will tell whether that is because of the list, the key, or an outage.</summary>
    private static async Task<SliceEnd?> BadAnswerAsync(Slice slice, Run run, WorkizAnswer answer)
    {
        var message = AnswerTable.MessageOf(answer);
        var refusal = AnswerTable.Of(answer).DoubtsKey ? message : null;
        await slice.CommitAsync(slice.Body with { Run = run with { Error = message }, Trouble = TroublePolicy.OnBadCheck(slice.Body.Trouble, refusal, slice.Now) });
        return null;
    }

    /// <summary>The list has failed; rows stored so far stay.</summary>
    public static async Task<SliceEnd?> GiveUpAsync(Slice slice, Run run, string message)
    {
        await slice.CommitAsync(slice.Body with
        {
            Run = run with
            {
                List = null,
                Phase = RunPhase.Planning,
                ListProblem = $"Workiz did not return the whole job list, although it answers other requests: {message}. New jobs may be missing; known jobs that were not listed are requested one by one. The next sync reads the list again.",
                Error = null,
                Counters = run.Counters with { ListingsFailed = 1 },
            },
            Trouble = TroublePolicy.Fresh(slice.Body.Trouble),
        });
        return null;
    }
}
