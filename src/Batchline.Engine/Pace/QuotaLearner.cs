namespace Batchline.Engine.Pace;

/// <summary>
/// Finds out how many calls per window Workiz lets in. Workiz tells only by 429s, and it is unknown whether its windows slide
/// or are fixed. Both have this in common: at the moment an account is let in again, the preceding window held exactly the
/// quota. So after a 429 the account tries a few times, first when its oldest call leaves the window, and learns the
/// calls of the window before the first answer. Every tenth window it tries more: one call, and then, as long as that
/// succeeds, twice as many each time. Pure.
/// </summary>
internal static class QuotaLearner
{
    private const int RestWindows = 10;
    private const double FirstProbeWindows = 1.5;
    private const int ProbeWindows = 2;
    private const int TriesPerWindow = 12;
    private const int Cushions = 100;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    /// <summary>Workiz let a call in.</summary>
    public static LearnedPace OnLetIn(LearnedPace pace, PaceTerms terms, DateTimeOffset at)
    {
        var counted = pace with { Calls = CallCounter.Add(pace.Calls, at, terms.Window), Overrun = null };
        return pace switch
        {
            _ when terms.QuotaCalls is not null => counted,
            { Overrun: { } overrun } => Learned(counted, Measured(pace, overrun, terms, at), at),
            { LearnedCalls: { } learned, ProbeStep: > 0 } => Probed(counted, learned + pace.ProbeStep, terms, at),
            { LearnedCalls: { } learned } => Rested(counted, learned, terms, at),
            _ => counted,
        };
    }

    /// <summary>A request was sent whose answer says nothing about the quota.</summary>
    public static LearnedPace OnSent(LearnedPace pace, PaceTerms terms, DateTimeOffset at) =>
        pace with { Calls = CallCounter.Add(pace.Calls, at, terms.Window) };

    /// <summary>A 429: what is known now, and how long to send nothing.</summary>
    public static (LearnedPace Pace, TimeSpan Pause) OnRefused(LearnedPace pace, PaceTerms terms, DateTimeOffset at, TimeSpan? retryAfter)
    {
        var before = pace.Overrun;
        var overrun = new QuotaOverrun(
            before?.First ?? at,
            at,
            before?.Calls ?? (int)Math.Round(CallCounter.Since(pace.Calls, at - terms.Window, terms.Window)))
        {
            Announced = retryAfter,
            Late = before is null || at - before.First < terms.Window ? 0 : before.Late + 1,
        };
        var pause = retryAfter + (terms.Window / Cushions) ?? OwnPause(pace, overrun, terms);
        return (pace with { Overrun = overrun }, Clamp(pause, Least(terms), Pacer.LongestPause));
    }

    /// <summary>
    /// Waits until the oldest call leaves the window, then tries a few times per window; after a whole window without success,
    /// waits longer each time.
    /// </summary>
    private static TimeSpan OwnPause(LearnedPace pace, QuotaOverrun overrun, PaceTerms terms)
    {
        var step = terms.Window / TriesPerWindow;
        if (overrun.Late > 0)
            return terms.Window * Math.Pow(2, Math.Min(overrun.Late, 12) - 1);
        if (overrun.First != overrun.Last)
            return step;

        // One call more than the known quota teaches nothing new, and a quarter of the window is enough for any kind of window to let it pass.
        if (pace.ProbeStep == 1)
            return step * 3;
        var oldest = CallCounter.FirstEnd(pace.Calls, overrun.First - terms.Window, terms.Window);
        return Clamp((oldest + terms.Window - overrun.First) ?? step, step, terms.Window);
    }

    /// <summary>The shortest pause: one free call is no reason to continue yet.</summary>
    private static TimeSpan Least(PaceTerms terms)
    {
        var step = terms.Window / TriesPerWindow;
        var least = step < ShortestPause ? step : ShortestPause;
        return least > terms.MinInterval ? least : terms.MinInterval;
    }

    /// <summary>The calls of the window before the account was let in again.</summary>
    private static int Measured(LearnedPace pace, QuotaOverrun overrun, PaceTerms terms, DateTimeOffset at)
    {
        // It was let in between the last 429 and now. After a wait as long as the window, nothing more can be told.
        var opened = overrun.Last + (overrun.Announced ?? ((at - overrun.Last) / 2));
        var waited = at - overrun.Last >= terms.Window;
        return pace switch
        {
            // Calls at the minimum interval may all be in one slot of the count.
            { LearnedCalls: null } => Bounded(waited ? overrun.Calls : CallCounter.SinceSlotOf(pace.Calls, opened - terms.Window, terms.Window)),
            { ProbeStep: 1, LearnedCalls: { } learned } => learned,
            { ProbeStep: > 1 } => Math.Max(Evenly(), pace.ProvenCalls),
            { LearnedCalls: { } learned } => Math.Min((int)(Evenly() / terms.Share), learned - 1),
        };

        int Evenly() => Bounded(waited ? overrun.Calls : CallCounter.Since(pace.Calls, opened - terms.Window, terms.Window));

        // Around the boundary between two fixed windows, at most two quotas pass.
        int Bounded(double calls) => (int)Math.Clamp(calls, overrun.Calls / 2.0, overrun.Calls);
    }

    private static LearnedPace Learned(LearnedPace pace, int calls, DateTimeOffset at) =>
        pace with { LearnedCalls = Math.Max(1, calls), ProbeStep = 0, ChangedAt = at };

    private static LearnedPace Probed(LearnedPace pace, int tried, PaceTerms terms, DateTimeOffset at)
    {
        // A fixed window begins at an unknown time: it takes 1.5 windows until a first step that is too much is refused.
        var longEnough = pace.ProbeStep > 1 || Elapsed(pace, at) >= terms.Window * FirstProbeWindows;

        // More calls than the known quota went through in one window: that is proof, so double the step.
        if (longEnough && CallCounter.Since(pace.Calls, at - terms.Window, terms.Window) >= tried)
            return pace with { LearnedCalls = tried, ProbeStep = pace.ProbeStep * 2, ChangedAt = at };
        return Elapsed(pace, at) > terms.Window * ProbeWindows ? pace with { ProbeStep = 0, ChangedAt = at } : pace;
    }

    private static LearnedPace Rested(LearnedPace pace, int learned, PaceTerms terms, DateTimeOffset at) =>
        // A probe uses the whole quota for a window, so an account that may use only a share of it probes less often.
        Elapsed(pace, at) < terms.Window * (RestWindows / terms.Share)
            ? pace with { ChangedAt = pace.ChangedAt ?? at }
            : pace with { ProbeStep = 1, ProvenCalls = learned, ChangedAt = at };

    /// <summary>In either direction: a clock that was set back must not postpone a probe forever.</summary>
    private static TimeSpan Elapsed(LearnedPace pace, DateTimeOffset at) => (at - (pace.ChangedAt ?? at)).Duration();

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least ? least : value > most ? most : value;
}
