namespace Batchline.UnitTests.Engine.Pace;

/// <summary>A remote with a quota it tells nobody, counted call by call: the oracle that the learner is held against.</summary>
internal sealed class HiddenQuota(int calls, TimeSpan window, bool slides, TimeSpan phase)
{
    private readonly List<TimeSpan> _letIn = [];

    public int Calls { get; set; } = calls;

    public IReadOnlyList<TimeSpan> LetIn => _letIn;

    public List<TimeSpan> Refused { get; } = [];

    public bool Ask(TimeSpan now)
    {
        var start = slides ? now - window + TimeSpan.FromTicks(1) : StartOfWindow(now);
        if (Calls == 0 || (_letIn.Count >= Calls && _letIn[^Calls] >= start))
        {
            Refused.Add(now);
            return false;
        }
        _letIn.Add(now);
        return true;
    }

    /// <summary>How long until a call passes again.</summary>
    public TimeSpan UntilFree(TimeSpan now) => slides
        ? _letIn[^Calls] + window - now
        : StartOfWindow(now) + window - now;

    private TimeSpan StartOfWindow(TimeSpan now)
    {
        var since = now + phase;
        return since - TimeSpan.FromTicks(since.Ticks % window.Ticks) - phase;
    }
}
