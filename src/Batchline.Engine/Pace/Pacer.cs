namespace Batchline.Engine.Pace;

/// <summary>
/// The interval between two requests of an account. A quota is spread evenly over its window, which keeps within it whether
/// Workiz counts in fixed or in sliding windows. A little of it is left unused, because requests arrive unevenly.
/// </summary>
internal static class Pacer
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private const double Planned = 0.96;

    /// <summary>A probe must fit its calls into a window although each takes a little longer than planned.</summary>
    private const double Probing = 1.05;

    public static TimeSpan Interval(PaceTerms terms, LearnedPace pace)
    {
        if (CallsPerWindow(terms, pace) is not { } calls)
            return terms.MinInterval;
        var spread = terms.Window / Math.Max(calls, 0.1);
        return spread > terms.MinInterval ? spread : terms.MinInterval;
    }

    /// <summary>The limit for stored waits: a clock that was set back or a broken row must not stop an account forever.</summary>
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
