namespace Batchline.Engine.Pace;

/// <summary>
/// Finds out how many calls a window Workiz lets in. It says so only by a 429, and nobody knows whether its windows slide
/// or stand. Both have this in common: at the moment an account is let in again, the window before held exactly the
/// quota. So after a 429 the account asks a few times, first when its oldest call leaves the window, and the calls of
/// the window before the first answer are what it learned. Every tenth window it tries more: one call, then, as long
/// as that succeeds, twice as many each time. Pure.
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

    /// <summary>A request left whose answer says nothing about the quota.</summary>
    public static LearnedPace OnSent(LearnedPace pace, PaceTerms terms, DateTimeOffset at) =>
        pace with { Calls = CallCounter.Add(pace.Calls, at, terms.Window) };

    /// <summary>429: what is known now, and how long to be silent.</summary>
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
    /// Until the oldest call leaves the window, then some tries a window; when a whole window did not help, longer each
    /// time. One call more than was known teaches nothing new: a quarter of the window lets any kind of it pass.
    /// </summary>
    private static TimeSpan OwnPause(LearnedPace pace, QuotaOverrun overrun, PaceTerms terms)
    {
        var step = terms.Window / TriesPerWindow;
        if (overrun.Late > 0)
            return terms.Window * Math.Pow(2, Math.Min(overrun.Late, 12) - 1);
        if (overrun.First != overrun.Last)
            return step;
        if (pace.ProbeStep == 1)
            return step * 3;
        var oldest = CallCounter.FirstEnd(pace.Calls, overrun.First - terms.Window, terms.Window);
        return Clamp((oldest + terms.Window - overrun.First) ?? step, step, terms.Window);
    }

    /// <summary>A single call that became free is no reason to go on yet.</summary>
    private static TimeSpan Least(PaceTerms terms)
    {
        var step = terms.Window / TriesPerWindow;
        var least = step < ShortestPause ? step : ShortestPause;
        return least > terms.MinInterval ? least : terms.MinInterval;
    }

    /// <summary>The calls of the window before the account was let in again.</summary>
    private static int Measured(LearnedPace pace, QuotaOverrun overrun, PaceTerms terms, DateTimeOffset at)
    {
        // It was let in between the last 429 and now; a wait as long as the window tells nothing more.
        var opened = overrun.Last + (overrun.Announced ?? ((at - overrun.Last) / 2));
        var waited = at - overrun.Last >= terms.Window;
        return pace switch
        {
            // Calls at the least interval may all stand in one slot of the count.
            { LearnedCalls: null } => Bounded(waited ? overrun.Calls : CallCounter.SinceSlotOf(pace.Calls, opened - terms.Window, terms.Window)),
            { ProbeStep: 1, LearnedCalls: { } learned } => learned,
            { ProbeStep: > 1 } => Math.Max(Evenly(), pace.ProvenCalls),
            { LearnedCalls: { } learned } => Math.Min((int)(Evenly() / terms.Share), learned - 1),
        };

        int Evenly() => Bounded(waited ? overrun.Calls : CallCounter.Since(pace.Calls, opened - terms.Window, terms.Window));

        // Around the boundary between two standing windows at most two quotas pass.
        int Bounded(double calls) => (int)Math.Clamp(calls, overrun.Calls / 2.0, overrun.Calls);
    }

    private static LearnedPace Learned(LearnedPace pace, int calls, DateTimeOffset at) =>
        pace with { LearnedCalls = Math.Max(1, calls), ProbeStep = 0, ChangedAt = at };

    /// <summary>
    /// More calls went through in one window than were known to: that is proof, and the next step is twice as large. One
    /// and a half windows hold enough of a standing one, wherever it begins, for the first step to be refused.
    /// </summary>
    private static LearnedPace Probed(LearnedPace pace, int tried, PaceTerms terms, DateTimeOffset at)
    {
        var longEnough = pace.ProbeStep > 1 || Elapsed(pace, at) >= terms.Window * FirstProbeWindows;
        if (longEnough && CallCounter.Since(pace.Calls, at - terms.Window, terms.Window) >= tried)
            return pace with { LearnedCalls = tried, ProbeStep = pace.ProbeStep * 2, ChangedAt = at };
        return Elapsed(pace, at) > terms.Window * ProbeWindows ? pace with { ProbeStep = 0, ChangedAt = at } : pace;
    }

    /// <summary>A probe uses the whole quota for a window, so with a share of it there are fewer.</summary>
    private static LearnedPace Rested(LearnedPace pace, int learned, PaceTerms terms, DateTimeOffset at) =>
        Elapsed(pace, at) < terms.Window * (RestWindows / terms.Share)
            ? pace with { ChangedAt = pace.ChangedAt ?? at }
            : pace with { ProbeStep = 1, ProvenCalls = learned, ChangedAt = at };

    /// <summary>Whichever way the clock went: one that was set back must not put a probe off for ever.</summary>
    private static TimeSpan Elapsed(LearnedPace pace, DateTimeOffset at) => (at - (pace.ChangedAt ?? at)).Duration();

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least ? least : value > most ? most : value;
}
