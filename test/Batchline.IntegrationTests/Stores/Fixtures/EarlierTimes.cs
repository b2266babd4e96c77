using System.Globalization;
using System.Text.RegularExpressions;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>The times in databases that earlier programs made.</summary>
internal static partial class EarlierTimes
{
    /// <summary>When the last one was made, in milliseconds since 1970.</summary>
    private const long Made = 1_796_019_650_000;

    /// <summary>
    /// The text with all times as much later as has gone by since the databases were made: otherwise their schedules would be due, and in
    /// the end their operations and notices would be too old to be kept.
    /// </summary>
    public static string AsOfToday(string text)
    {
        var age = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - Made;
        return Milliseconds().Replace(text, time => $"{long.Parse(time.Value, CultureInfo.InvariantCulture) + age}");
    }

    [GeneratedRegex(@"\b1796\d{9}\b")]
    private static partial Regex Milliseconds();
}
