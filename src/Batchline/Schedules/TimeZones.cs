using System.Diagnostics.CodeAnalysis;
using TimeZoneConverter;

namespace Batchline.Schedules;

/// <summary>
/// Finds time zones by their IANA names on every system. Windows knows these only with ICU, which this program does not
/// use, so there the name is translated first.
/// </summary>
internal static class TimeZones
{
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(OperatingSystem.IsWindows() ? WindowsNameOf(name) ?? name : name, out zone);

    /// <exception cref="TimeZoneNotFoundException">There is no time zone with that name.</exception>
    public static TimeZoneInfo Find(string name) => TryFind(name, out var zone) ? zone : throw new TimeZoneNotFoundException(name);

    /// <summary>Null: it is not an IANA name.</summary>
    internal static string? WindowsNameOf(string name) => TZConvert.TryIanaToWindows(name, out var windows) ? windows : null;
}
