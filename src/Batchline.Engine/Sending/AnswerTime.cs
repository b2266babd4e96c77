namespace Batchline.Engine.Sending;

/// <summary>
/// How long answers of Workiz are to be expected to take: as long as the slowest of late. A slice does not begin a request
/// whose answer would come when its time is over: that would cost a call and bring nothing.
/// </summary>
internal static class AnswerTime
{
    /// <summary>Rounded to this, so that a head does not change with every answer.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(250);

    /// <summary>Up at once, down by a quarter of the way.</summary>
    public static TimeSpan After(TimeSpan expected, TimeSpan took) =>
        Grain * Math.Max(Math.Ceiling(took / Grain), Math.Floor((expected - ((expected - took) / 4)) / Grain));

    /// <summary>The time that must be left for a request to be begun.</summary>
    /// <param name="best">All the time that any slice can give: more is not waited for.</param>
    public static TimeSpan Needed(TimeSpan expected, TimeSpan best) =>
        TimeSpan.FromTicks(Math.Min((expected * 1.1).Ticks, Enough(best).Ticks));

    /// <summary>With less time than this for an answer, another slice could do better.</summary>
    public static TimeSpan Enough(TimeSpan best) => best * 0.8;
}
