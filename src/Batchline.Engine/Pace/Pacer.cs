namespace Batchline.Engine.Pace;

/// <summary>
/// The distance between two requests of one account. A quota is spread evenly over its window: that keeps within it
/// whether the remote counts in fixed or sliding windows. A little of it stays free, because requests arrive unevenly.
/// </summary>
internal static class Pacer
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private const double Planned = 0.96;

    /// <summary>A probe is to have its calls in a window although each takes a little longer than planned.</summary>
    private const double Probing = 1.05;

    public static TimeSpan Interval(PaceTerms terms, LearnedPace pace)
    {
        if (CallsPerWindow(terms, pace) is not { } calls)
            return terms.MinInterval;
        var spread = terms.Window / Math.Max(calls, 0.1);
        return spread > terms.MinInterval ? spread : terms.MinInterval;
    }

    /// <summary>No stored wait is obeyed beyond this: a clock set back or a broken row must not stop an account for ever.</summary>
    public static TimeSpan LongestWait(PaceTerms terms, TimeSpan interval) => Max(Max(interval, terms.Window), LongestPause);

    private static double? CallsPerWindow(PaceTerms terms, LearnedPace pace) => (terms.QuotaCalls, pace.LearnedCalls) switch
    {
        ({ } set, _) => set * terms.Share * Planned,
        (_, { } learned) when pace.ProbeStep > 0 => (learned + pace.ProbeStep) * Probing,
        (_, { } learned) => learned * terms.Share * Planned,
        _ => null,
    };

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
