using Batchline.Engine.Chores;
using Batchline.Engine.Freshness;
using Batchline.Engine.Telemetry;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Freshness;

/// <summary>Says when to check the accounts' freshness, reads it, and publishes what was found.</summary>
internal sealed class FreshnessMeter(IFreshnessReader reader, Instruments instruments, TimeProvider clock, IOptions<FreshnessOptions> options)
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private long? _roundBegan;

    /// <summary>When to look at the next page of accounts.</summary>
    public OwnPace Pace { get; } = new(clock);

    public TimeSpan? Promise => options.Value.MaxAge;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Rounds begin a minute apart, or half of the promised age if that is shorter.</summary>
    public bool IsTimeForRound()
    {
        if (_roundBegan is { } at && clock.GetElapsedTime(at) < Interval())
            return false;
        _roundBegan = clock.GetTimestamp();
        return true;
    }

    /// <summary>Not from the cache: a round would fill it with accounts that nobody looks at.</summary>
    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) => reader.ReadAsync(accounts, cancellationToken);

    private TimeSpan Interval() => Promise / 2 is { } half && half < LongestInterval ? half : LongestInterval;

    public void Show(FreshnessRound round)
    {
        if (round.Any)
            instruments.Fresh(round.Oldest, round.Median, round.Stale.Count);
    }
}
