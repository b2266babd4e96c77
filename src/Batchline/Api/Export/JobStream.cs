using System.Runtime.CompilerServices;
using Batchline.Api.Jobs;
using Batchline.Engine.Records;

namespace Batchline.Api.Export;

/// <summary>
/// All jobs of a query, page by page, in the order of the list. What is written meanwhile may or may not be among them; a
/// job that is rescheduled meanwhile may come twice or not at all.
/// </summary>
internal sealed class JobStream(IJobStore jobs)
{
    private const int PageSize = 200;

    public async IAsyncEnumerable<StoredJob> ReadAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = query with { Limit = PageSize };
        while (await jobs.ListAsync(page, cancellationToken) is { Count: > 0 } found)
        {
            foreach (var job in found)
                yield return job;
            if (found.Count < PageSize)
                yield break;
            page = page with { After = JobPageQuery.PositionOf(found[^1]) };
        }
    }
}
