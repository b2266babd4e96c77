using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Workiz;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Requests one job out of turn, within the account's pace, even without an operation. A hint is given up after some attempts.</summary>
internal sealed partial class RefetchStep(Recorder recorder, ILogger<RefetchStep> log)
{
    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var refetch = slice.Body.Refetches[0];
        var answer = await slice.SendAsync(new WorkizCall.GetJob(refetch.Uuid));
        switch (answer)
        {
            case null:
                return slice.Waiting();
            case WorkizAnswer.Job job:
                var (writes, _) = await slice.Lease.SureAsync(cancellationToken =>
                    recorder.RecordAsync(slice.Account.Id, [job.Document], null, slice.Now, cancellationToken));
                await DoneAsync(slice, refetch, writes);
                return null;
            case WorkizAnswer.Gone:
                await DoneAsync(slice, refetch, [Recorder.Missing(refetch.Uuid, slice.Now)]);
                return null;
            case WorkizAnswer.QuotaReached:
                return await QuotaAsync(slice, refetch, answer);
            default:
                return await BadAnswerAsync(slice, refetch, answer);
        }
    }

    private static Task DoneAsync(Slice slice, Refetch refetch, IReadOnlyList<JobWrite> writes) =>
        slice.CommitAsync(slice.Draft(slice.Body with { Refetches = Without(slice, refetch) }) with { Jobs = writes });

    /// <summary>A 429 is not an attempt, but the number of them is limited too.</summary>
    private async Task<SliceEnd?> QuotaAsync(Slice slice, Refetch refetch, WorkizAnswer answer)
    {
        var trouble = TroublePolicy.OnQuota(slice.Body.Trouble, slice.Now);
        var givenUp = TroublePolicy.Hopeless(trouble, "") is not null;
        if (givenUp)
            LogGivenUp(log, refetch.Uuid, slice.Account.Id, AnswerTable.MessageOf(answer));
        await slice.CommitAsync(slice.Body with { Trouble = trouble, Refetches = givenUp ? Without(slice, refetch) : slice.Body.Refetches });
        return new SliceEnd(slice.Lease.Sending.UntilNext, WaitingReason.Quota);
    }

    /// <summary>Moves the job to the end, and lets all of them rest for a while.</summary>
    private async Task<SliceEnd?> BadAnswerAsync(Slice slice, Refetch refetch, WorkizAnswer answer)
    {
        var attempts = refetch.Attempts + 1;
        if (attempts >= AnswerTable.Of(answer).Attempts)
        {
            LogGivenUp(log, refetch.Uuid, slice.Account.Id, AnswerTable.MessageOf(answer));
            await DoneAsync(slice, refetch, []);
            return null;
        }
        slice.Lease.Sending.Defer(TroublePolicy.WaitOf(new Trouble { Trips = attempts }));
        await slice.CommitAsync(slice.Body with { Refetches = [.. Without(slice, refetch), refetch with { Attempts = attempts }] });
        return null;
    }

    private static List<Refetch> Without(Slice slice, Refetch refetch) => [.. slice.Body.Refetches.Where(other => other != refetch)];

    [LoggerMessage(303, LogLevel.Warning, "The refetch of job {Uuid} of account {Account} is given up, the next sync asks for it again: {Reason}")]
    private static partial void LogGivenUp(ILogger log, string uuid, AccountId account, string reason);
}
