using Batchline.Commands.Doctor;
using Batchline.UnitTests.Engine;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class TroubledAccountTests
{
    [Theory]
    [InlineData("processing", "upstream", 121, true)]
    [InlineData("processing", "upstream", 120, false)]
    [InlineData("blocked", null, 121, true)]
    [InlineData("blocked", null, 120, false)]
    [InlineData("processing", "quota", 3600, false)]
    [InlineData("processing", "store", 3600, false)]
    [InlineData("processing", null, 3600, false)]
    [InlineData("paused", "upstream", 3600, false)]
    [InlineData("completed", "upstream", 3600, false)]
    public void Only_an_account_that_Workiz_has_failed_for_more_than_two_minutes_is_in_trouble_for_long(
        string status, string? reason, int seconds, bool expected)
    {
        var account = new TroubledAccount(status, reason, Sample.Noon, EndTime: null, StartTime: Sample.Noon.AddDays(-1));

        account.IsForLong(Sample.Noon.AddSeconds(seconds)).ShouldBe(expected);
    }

    [Fact]
    public void Where_the_server_does_not_tell_since_when_the_end_counts_and_then_the_start()
    {
        var began = new TroubledAccount("processing", "upstream", WaitingSince: null, EndTime: null, StartTime: Sample.Noon);
        var ended = new TroubledAccount("blocked", null, WaitingSince: null, EndTime: Sample.Noon.AddMinutes(9), StartTime: Sample.Noon);
        var never = new TroubledAccount("processing", "upstream", WaitingSince: null, EndTime: null, StartTime: null);

        began.IsForLong(Sample.Noon.AddMinutes(10)).ShouldBeTrue();
        ended.IsForLong(Sample.Noon.AddMinutes(10)).ShouldBeFalse();
        never.IsForLong(Sample.Noon.AddMinutes(10)).ShouldBeFalse();
    }
}
