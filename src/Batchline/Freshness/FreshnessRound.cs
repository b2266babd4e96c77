using Batchline.Engine.Freshness;

namespace Batchline.Freshness;

/// <summary>What a round over all accounts has found so far.</summary>
/// <param name="day">When it began: one notice a day is sent about an account.</param>
internal sealed class FreshnessRound(DateOnly day)
{
    public DateOnly Day => day;

    /// <summary>The last account that was checked.</summary>
    public AccountId? After { get; set; }

    public TimeSpan Oldest { get; private set; }

    public TimeSpan Median { get; private set; }

    public HashSet<AccountId> Stale { get; } = [];

    /// <summary>At least one account has jobs.</summary>
    public bool Any { get; private set; }

    public void Add(AccountFreshness freshness, DateTimeOffset now)
    {
        Any = true;
        Oldest = Greater(Oldest, now - freshness.Oldest);
        Median = Greater(Median, now - freshness.Median);
    }

    private static TimeSpan Greater(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
