using Batchline.Notices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Notifications;

public sealed class NoticeDeliveryTests
{
    [Fact]
    public void The_pauses_double_up_to_an_hour() =>
        Enumerable.Range(1, 12).Select(attempts => NoticeDelivery.PauseAfter(attempts).TotalSeconds)
            .ShouldBe([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600]);
}
