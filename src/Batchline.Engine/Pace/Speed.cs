namespace Batchline.Engine.Pace;

/// <summary>How long an account's calls have recently taken, from sending one to being ready for the next. Pure.</summary>
internal static class Speed
{
    private const int Smoothing = 8;

    /// <summary>In whole milliseconds, to keep the head short.</summary>
    public static LearnedPace After(LearnedPace pace, TimeSpan busy)
    {
        var time = pace.CallTime == TimeSpan.Zero ? busy : pace.CallTime + ((busy - pace.CallTime) / Smoothing);
        return pace with { CallTime = TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)) };
    }

    /// <summary>The time from one call to the next.</summary>
    public static TimeSpan PerCall(PaceTerms terms, LearnedPace pace)
    {
        var interval = Pacer.Interval(terms, pace with { ProbeStep = 0 });
        return interval > pace.CallTime ? interval : pace.CallTime;
    }
}
