using Batchline.Engine.Operations;

namespace Batchline.Api.BatchProgress;

internal sealed record BatchCountsView(
    int Total, int Pending, int Processing, int Completed, int CompletedWithErrors, int Failed, int Cancelled)
{
    public static BatchCountsView Of(int total, int processing, Counters counters)
    {
        var ended = counters.BatchesCompleted + counters.BatchesWithErrors + counters.BatchesFailed + counters.BatchesCancelled;
        return new BatchCountsView(
            total,
            Math.Max(0, total - processing - ended),
            processing,
            counters.BatchesCompleted,
            counters.BatchesWithErrors,
            counters.BatchesFailed,
            counters.BatchesCancelled);
    }
}
