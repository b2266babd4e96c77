using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.Start;

/// <summary>Estimates, from what is stored, what an operation would request from Workiz.</summary>
public sealed class JobForecast(IJobStore jobs, IJobKeys keys, IOptions<SyncOptions> options, TimeProvider clock)
{
    /// <param name="heads">The accounts, with what their heads say; a thousand at most.</param>
    public async Task<IReadOnlyDictionary<AccountId, Forecast>> ForecastAsync(
        IReadOnlyDictionary<AccountId, HeadBody> heads, StartRequest request, CancellationToken cancellationToken)
    {
        var known = await jobs.CountAsync([.. heads.Keys], cancellationToken);
        if (request.Strategy == Strategy.Each)
            return heads.ToDictionary(one => one.Key, one => new Forecast(known[one.Key], one.Value.ListedAt is null ? Pages(known[one.Key]) : 0, known[one.Key]));

        // What the last listing did not return, the next one probably will not return either.
        var now = clock.GetUtcNow();
        var unlisted = heads.ToDictionary(one => one.Key, one => Unlisted(one.Value, request, now));
        var left = await keys.CountAsync(unlisted.ToDictionary(one => one.Key, one => one.Value with { Full = true }), cancellationToken);
        var asked = request.Full ? left : await keys.CountAsync(unlisted, cancellationToken);
        return heads.Keys.ToDictionary(account => account, account => new Forecast(known[account], Pages(known[account] - left[account]), asked[account]));
    }

    private static long Pages(long rows) => Math.Max(1, (rows + ListWalk.PageSize - 1) / ListWalk.PageSize);

    private JobSelection Unlisted(HeadBody body, StartRequest request, DateTimeOffset now) => new()
    {
        Unlisted = true,
        NotSeenIn = body.Run is { Strategy: Strategy.ListFirst } last ? last.OperationId : null,
        Full = request.Full,
        WindowFrom = options.Value.ListFrom(request.Since, request.Full || body.ListedAt is null, now),
        CheckedBefore = now - options.Value.RecheckAfter,
    };
}
