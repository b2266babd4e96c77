using Batchline.Settings.Sections;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Notifications;

public sealed class WebhookSecretTests
{
    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void A_signature_is_the_one_that_the_specification_shows()
    {
        NoticeSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret).ShouldBeTrue();

        secret!.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}""")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64 at all not base64 at all")]
    [InlineData("whsec_c2hvcnQ=")]
    public void A_secret_that_is_none_is_refused(string text) => NoticeSecret.TryParse(text, out _).ShouldBeFalse();
}
