using Batchline.Schedules;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Schedules;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("America/New_York", "Eastern Standard Time")]
    [InlineData("America/Los_Angeles", "Pacific Standard Time")]
    [InlineData("America/Phoenix", "US Mountain Standard Time")]
    [InlineData("America/Indiana/Indianapolis", "US Eastern Standard Time")]
    [InlineData("US/Central", "Central Standard Time")]
    [InlineData("Europe/Berlin", "W. Europe Standard Time")]
    [InlineData("Etc/UTC", "UTC")]
    public void Windows_has_a_name_for_an_iana_zone(string iana, string windows) => TimeZones.WindowsNameOf(iana).ShouldBe(windows);

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("")]
    public void What_is_no_zone_has_none(string name)
    {
        TimeZones.WindowsNameOf(name).ShouldBeNull();
        Should.Throw<TimeZoneNotFoundException>(() => TimeZones.Find(name));
    }

    [Fact]
    public void Every_zone_of_the_americas_and_of_europe_on_this_machine_has_a_windows_name()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.StartsWith("America/", StringComparison.Ordinal) || id.StartsWith("Europe/", StringComparison.Ordinal)).ToList();

        zones.Count.ShouldBeGreaterThan(100);
        zones.Where(id => TimeZones.WindowsNameOf(id) is null).ShouldBeEmpty();
    }
}
