using Batchline.Commands.Shell;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("2s", 2)]
    [InlineData("1.5s", 1.5)]
    [InlineData("1m", 60)]
    [InlineData("1h", 3600)]
    [InlineData("00:00:05", 5)]
    public void A_duration_is_read(string text, double seconds)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("soon")]
    public void A_number_without_a_unit_is_none(string text)
    {
        Durations.TryParse(text, out _).ShouldBeFalse();
    }
}
