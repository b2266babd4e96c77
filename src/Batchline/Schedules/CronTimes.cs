using Batchline.Engine.Schedules;
using Cronos;

namespace Batchline.Schedules;

/// <summary>
/// When schedules run. A time that the clock skips in spring runs at the moment of the change. A time that comes twice in
/// the fall runs only the first time, but a schedule with an interval in minutes runs through both.
/// </summary>
internal static class CronTimes
{
    public const string Form = "five fields, such as '0 2 * * *': minute, hour, day of month, month, day of week; or @hourly, @daily, @weekly, @monthly";

    public static bool IsCron(string text) => CronExpression.TryParse(text, CronFormat.Standard, out _);

    public static bool IsTimeZone(string name) => TimeZones.TryFind(name, out _);

    /// <summary>The first run after a time; null: there is none.</summary>
    public static DateTimeOffset? Next(string cron, string timeZone, DateTimeOffset after) =>
        CronExpression.Parse(cron, CronFormat.Standard)
            .GetNextOccurrence(after, TimeZones.Find(timeZone))?.ToUniversalTime();

    public static DateTimeOffset? Next(Schedule schedule, DateTimeOffset after) =>
        schedule.Enabled ? Next(schedule.Cron, schedule.TimeZone, after) : null;
}
