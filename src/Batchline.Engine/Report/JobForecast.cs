using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Report;

/// <summary>Foresees what an operation would ask Workiz for, from what is stored.</summary>
public sealed class JobForecast(IJobStore jobs, IJobKeys keys, IOptions<SyncOptions> options, TimeProvider clock)
{
    private const int PageSize = 10_000;

    public async Task<Forecast> ForecastAsync(AccountId account, HeadBody body, StartRequest request, CancellationToken cancellationToken)
    {
        var known = await jobs.CountAsync(account, cancellationToken);
        var pages = Math.Max(1, (known + Listing.PageSize - 1) / Listing.PageSize);
        if (request.Strategy == Strategy.Each)
            return new Forecast(known, body.ListedAt is null ? pages : 0, known);

        // What the last listing did not return, the next will hardly return either.
        var unlisted = body.Run is { Strategy: Strategy.ListFirst } last
            ? await CountAsync(account, Selection(last.OperationId, request), cancellationToken)
            : 0;
        return new Forecast(known, Math.Max(1, (known - unlisted + Listing.PageSize - 1) / Listing.PageSize), unlisted);
    }

    private JobSelection Selection(OperationId lastListed, StartRequest request)
    {
        var now = clock.GetUtcNow();
        return new JobSelection
        {
            NotSeenIn = lastListed,
            Full = request.Full,
            WindowFrom = DateOnly.FromDateTime((request.Since ?? now - options.Value.Lookback).UtcDateTime),
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
