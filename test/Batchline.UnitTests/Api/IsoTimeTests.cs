using Batchline.Api.Requests;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T08:05Z", "2026-01-31T08:05:00Z")]
    [InlineData("2026-01-31T08:05:06Z", "2026-01-31T08:05:06Z")]
    [InlineData("2026-01-31T08:05:06.25Z", "2026-01-31T08:05:06.25Z")]
    [InlineData("2026-01-31T08:05:06+02:00", "2026-01-31T06:05:06Z")]
    public void A_day_or_a_time_with_its_zone_is_read(string text, string expected)
    {
        IsoTime.TryParse(text, out var time).ShouldBeTrue();
        time.ShouldBe(DateTimeOffset.Parse(expected, null));
    }

    [Theory]
    [InlineData("2026-01-31T08:05:06")]
    [InlineData("2026-02-30")]
    [InlineData("31.01.2026")]
    [InlineData("2026-01-31 08:05:06Z")]
    [InlineData("2026")]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text)
    {
        IsoTime.TryParse(text, out _).ShouldBeFalse();
    }
}
