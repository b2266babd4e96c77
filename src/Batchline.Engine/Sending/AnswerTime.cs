namespace Batchline.Engine.Sending;

/// <summary>
/// How long Workiz's next answer is expected to take: as long as the slowest recent one. A slice does not begin a request
/// whose answer would come after its time is over, because that would waste a call.
/// </summary>
internal static class AnswerTime
{
    /// <summary>Rounded to this, so that the head does not change with every answer.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(250);

    /// <summary>Rises at once, and falls by a quarter of the difference.</summary>
    public static TimeSpan After(TimeSpan expected, TimeSpan took) =>
        Grain * Math.Max(Math.Ceiling(took / Grain), Math.Floor((expected - ((expected - took) / 4)) / Grain));

    /// <summary>The time that must be left before a request may begin.</summary>
    /// <param name="best">The most time that any slice has; waiting for more is pointless.</param>
    public static TimeSpan Needed(TimeSpan expected, TimeSpan best) =>
        TimeSpan.FromTicks(Math.Min((expected * 1.1).Ticks, Enough(best).Ticks));

    /// <summary>With less time than this for an answer, another slice might have more.</summary>
    public static TimeSpan Enough(TimeSpan best) => best * 0.8;
}
