using Batchline.Engine.Discover;
using Batchline.Engine.Process;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Discover: one page of the list, every row stored and marked as seen by this operation.</summary>
internal sealed class ListStep(IWorkizApi api, Recorder recorder, Setbacks setbacks) : ISliceStep
{
    public SliceWork Work => SliceWork.List;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var cursor = Listing.Refresh(slice.Run.List ?? throw new InvalidOperationException("No listing is under way."), slice.Now);
        var answer = await slice.SendAsync((token, cancellationToken) => api.ListJobsAsync(token, Listing.Query(cursor), cancellationToken));
        var run = slice.Called(slice.Run) with { List = cursor };
        switch (answer)
        {
            case null or WorkizAnswer.QuotaReached or WorkizAnswer.Refused:
                return await setbacks.NotNowAsync(slice, answer, run);
            case WorkizAnswer.Page page:
                await StoreAsync(slice, run, cursor, page);
                return null;

            // Without the list there is no next page: whatever is wrong with it, the account waits and asks again.
            case WorkizAnswer.Transient transient:
                return await setbacks.OpenCircuitAsync(slice, FaultPolicy.Trip(slice.Body.Faults), run, transient.Message);
            case WorkizAnswer.Invalid invalid:
                return await setbacks.OpenCircuitAsync(slice, FaultPolicy.Trip(slice.Body.Faults), run, invalid.Message);
            default:
                throw new InvalidOperationException($"Not an answer about a list: {answer.GetType().Name}.");
        }
    }

    private async Task StoreAsync(Slice slice, Run run, ListCursor cursor, WorkizAnswer.Page page)
    {
        var now = slice.Now;
        var writes = await slice.Lease.SureAsync(cancellationToken =>
            recorder.RecordAsync(slice.Account.Id, page.Jobs, run.OperationId, now, cancellationToken));
        var next = Listing.Next(cursor, page, now);
        var (faults, _) = FaultPolicy.OnGood(slice.Body.Faults);
        var listed = run with { List = next, Phase = next is null ? RunPhase.Planning : RunPhase.Listing, Error = null };
        var body = slice.Body with
        {
            Run = listed,
            Faults = faults,
            ListedAt = next is null ? slice.Body.ListedAt ?? now : slice.Body.ListedAt,
        };
        await slice.CommitAsync(slice.Parts(body) with { Jobs = writes });
    }
}
