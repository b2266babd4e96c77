using Batchline.Engine.Operations;

namespace Batchline.Api.BatchProgress;

/// <param name="Completed">Fetched and stored.</param>
/// <param name="Unchanged">The part of <paramref name="Completed"/> whose content was the same.</param>
internal sealed record JobCountsView(long Total, long Completed, long Unchanged, long Missing, long Failed, long Pending)
{
    public static JobCountsView Of(Counters counters) =>
        new(counters.Total, counters.Completed, counters.Unchanged, counters.Missing, counters.Failed, counters.Pending);
}
