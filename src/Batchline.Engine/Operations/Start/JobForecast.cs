using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.Start;

/// <summary>Estimates, from what is stored, what an operation would request from Workiz.</summary>
public sealed class JobForecast(IJobStore jobs, IJobKeys keys, IOptions<SyncOptions> options, TimeProvider clock)
{
    private const int PageSize = 10_000;

    public async Task<Forecast> ForecastAsync(AccountId account, HeadBody body, StartRequest request, CancellationToken cancellationToken)
    {
        var known = await jobs.CountAsync(account, cancellationToken);
        if (request.Strategy == Strategy.Each)
            return new Forecast(known, body.ListedAt is null ? Pages(known) : 0, known);

        // What the last listing did not return, the next one probably will not return either.
        var unlisted = Unlisted(body, request);
        var left = await CountAsync(account, unlisted with { Full = true }, cancellationToken);
        var asked = request.Full ? left : await CountAsync(account, unlisted, cancellationToken);
        return new Forecast(known, Pages(known - left), asked);
    }

    private static long Pages(long rows) => Math.Max(1, (rows + ListWalk.PageSize - 1) / ListWalk.PageSize);

    private JobSelection Unlisted(HeadBody body, StartRequest request)
    {
        var now = clock.GetUtcNow();
        return new JobSelection
        {
            Unlisted = true,
            NotSeenIn = body.Run is { Strategy: Strategy.ListFirst } last ? last.OperationId : null,
            Full = request.Full,
            WindowFrom = options.Value.ListFrom(request.Since, request.Full || body.ListedAt is null, now),
            CheckedBefore = now - options.Value.RecheckAfter,
        };
    }

    private async Task<long> CountAsync(AccountId account, JobSelection selection, CancellationToken cancellationToken)
    {
        var count = 0L;
        for (string? after = null; ;)
        {
            var page = await keys.KeysAsync(account, selection, after, PageSize, cancellationToken);
            count += page.Count;
            if (page.Count < PageSize)
                return count;
            after = page[^1];
        }
    }
}
