using Batchline.Engine.Freshness;
using Batchline.Engine.Ids;
using Batchline.Engine.Telemetry;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Freshness;

/// <summary>When to look, and where what was seen is shown.</summary>
internal sealed class FreshnessMeter(FreshnessCache book, Instruments instruments, TimeProvider clock, IOptions<FreshnessOptions> options)
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private long? _lookedAt;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A round begins at most once a minute, and twice within the promised age.</summary>
    public bool IsTime()
    {
        if (_lookedAt is { } at && clock.GetElapsedTime(at) < Interval())
            return false;
        _lookedAt = clock.GetTimestamp();
        return true;
    }

    public Task<AccountFreshness?> ReadAsync(AccountId account, CancellationToken cancellationToken) => book.ReadAsync(account, cancellationToken);

    private TimeSpan Interval() =>
        options.Value.MaxAge / 2 is { } half && half < LongestInterval ? half : LongestInterval;

    public void Show(FreshnessRound round)
    {
        if (round.Any)
            instruments.Fresh(round.Oldest, round.Median, round.Stale.Count);
    }
}
