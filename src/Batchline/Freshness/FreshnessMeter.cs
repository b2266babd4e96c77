using Batchline.Engine.Freshness;
using Batchline.Engine.Telemetry;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Freshness;

/// <summary>Says when to check the accounts' freshness, and publishes what was found.</summary>
internal sealed class FreshnessMeter(FreshnessCache cache, Instruments instruments, TimeProvider clock, IOptions<FreshnessOptions> options)
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private long? _lookedAt;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Rounds begin a minute apart, or half of the promised age if that is shorter.</summary>
    public bool IsTime()
    {
        if (_lookedAt is { } at && clock.GetElapsedTime(at) < Interval())
            return false;
        _lookedAt = clock.GetTimestamp();
        return true;
    }

    public Task<AccountFreshness?> ReadAsync(AccountId account, CancellationToken cancellationToken) => cache.ReadAsync(account, cancellationToken);

    private TimeSpan Interval() =>
        options.Value.MaxAge / 2 is { } half && half < LongestInterval ? half : LongestInterval;

    public void Show(FreshnessRound round)
    {
        if (round.Any)
            instruments.Fresh(round.Oldest, round.Median, round.Stale.Count);
    }
}
