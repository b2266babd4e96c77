using Batchline.Engine.Pace;

namespace Batchline.UnitTests.Engine.Pace;

/// <summary>An account that always has work: it asks as soon as its pace allows.</summary>
internal sealed class PacedAccount(PaceTerms terms, HiddenQuota remote, Random random)
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 7, TimeSpan.Zero);

    public LearnedPace Pace { get; set; } = new();

    public TimeSpan Now { get; private set; }

    /// <summary>How far requests arrive behind the moment they were planned for, at most.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The remote says in its refusal how long to wait.</summary>
    public bool Announces { get; init; }

    /// <summary>The store's clock runs ahead of the remote's by this.</summary>
    public TimeSpan ClockJump { get; set; }

    public void RunFor(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
            Now += Step();
    }

    private TimeSpan Step()
    {
        var arrival = Now + (Jitter * random.NextDouble());
        var at = Begin + Now + ClockJump;
        if (remote.Ask(arrival))
        {
            Pace = QuotaLearner.OnLetIn(Pace, terms, at);
            return Pacer.Interval(terms, Pace);
        }
        var (pace, pause) = QuotaLearner.OnRefused(Pace, terms, at, Announces ? remote.UntilFree(arrival) : null);
        Pace = pace;
        return pause;
    }
}
