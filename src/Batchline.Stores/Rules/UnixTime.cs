namespace Batchline.Stores.Rules;

/// <summary>Times as stores keep them: whole milliseconds since 1970.</summary>
internal static class UnixTime
{
    public static long Floor(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>For times that something must not happen before.</summary>
    public static long Ceiling(DateTimeOffset time)
    {
        var floor = time.ToUnixTimeMilliseconds();
        return At(floor) < time ? floor + 1 : floor;
    }

    public static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
