using System.Globalization;
using Batchline.Schedules;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Schedules;

public sealed class CronTimesTests
{
    [Theory]
    // Berlin goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z 2026-03-30T00:30Z")]
    [InlineData("0 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z 2026-03-30T00:00Z")]
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("*/30 2 * * *", "2026-10-24T23:59Z", "2026-10-25T00:00Z 2026-10-25T00:30Z 2026-10-25T01:00Z 2026-10-25T01:30Z 2026-10-26T01:00Z")]
    [InlineData("0 * * * *", "2026-03-28T23:30Z", "2026-03-29T00:00Z 2026-03-29T01:00Z 2026-03-29T02:00Z")]
    [InlineData("0 9 * * 1-5", "2026-03-27T12:00Z", "2026-03-30T07:00Z 2026-03-31T07:00Z")]
    [InlineData("@daily", "2026-03-28T12:00Z", "2026-03-28T23:00Z 2026-03-29T22:00Z")]
    public void Wall_clock_times_are_those_of_the_zone_over_changes_of_its_clock(string cron, string from, string expected)
    {
        var runs = new List<DateTimeOffset>();
        var after = Time(from);
        foreach (var _ in expected.Split(' '))
            runs.Add(after = CronTimes.Next(cron, "Europe/Berlin", after).ShouldNotBeNull());

        runs.ShouldBe(expected.Split(' ').Select(Time));
        runs.ShouldAllBe(run => run.Offset == TimeSpan.Zero);
    }

    [Fact]
    public void A_time_that_never_comes_is_null() =>
        CronTimes.Next("0 0 30 2 *", "UTC", Time("2026-01-01T00:00Z")).ShouldBeNull();

    [Theory]
    [InlineData("0 2 * * *", true)]
    [InlineData("@hourly", true)]
    [InlineData("", false)]
    [InlineData("0 0 2 * * *", false)]
    [InlineData("61 2 * * *", false)]
    [InlineData("every day", false)]
    public void Only_five_fields_or_a_macro_are_an_expression(string text, bool valid) => CronTimes.IsCron(text).ShouldBe(valid);

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("America/New_York", true)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("", false)]
    public void Time_zones_are_known_by_name(string name, bool known) => CronTimes.IsTimeZone(name).ShouldBe(known);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
