using System.Diagnostics.CodeAnalysis;
using TimeZoneConverter;

namespace Batchline.Schedules;

/// <summary>
/// Time zones by their IANA names on every system. Windows knows these only together with ICU, which this program does
/// without, so there the name is translated first.
/// </summary>
internal static class TimeZones
{
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(OperatingSystem.IsWindows() ? WindowsNameOf(name) ?? name : name, out zone);

    /// <exception cref="TimeZoneNotFoundException">There is none of that name.</exception>
    public static TimeZoneInfo Find(string name) => TryFind(name, out var zone) ? zone : throw new TimeZoneNotFoundException(name);

    /// <summary>Null: it is no IANA name.</summary>
    internal static string? WindowsNameOf(string name) => TZConvert.TryIanaToWindows(name, out var windows) ? windows : null;
}
