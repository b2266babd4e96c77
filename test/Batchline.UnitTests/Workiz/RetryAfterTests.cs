using System.Net.Http.Headers;
using Batchline.Workiz.Sending;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 21, 7, 28, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("60", 60)]
    [InlineData(" 5 ", 5)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("-5", 0)]
    [InlineData("99999999999999999999999999", 86_400)]
    [InlineData("Wed, 21 Oct 2026 07:29:30 GMT", 90)]
    [InlineData("Wednesday, 21-Oct-26 07:29:30 GMT", 90)]
    [InlineData("Wed Oct 21 07:29:30 2026", 90)]
    [InlineData("Wed, 21 Oct 2026 07:27:00 GMT", 0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86_400)]
    public void Seconds_and_dates_are_waits_of_zero_to_a_day(string value, double seconds)
    {
        RetryAfter.Read(Headers(("Retry-After", value)), Now).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("60s")]
    public void What_cannot_be_read_is_no_wait(string value)
    {
        RetryAfter.Read(Headers(("Retry-After", value)), Now).ShouldBeNull();
    }

    [Fact]
    public void An_absent_header_is_no_wait()
    {
        RetryAfter.Read(Headers(("Date", "Wed, 21 Oct 2026 07:28:00 GMT")), Now).ShouldBeNull();
    }

    [Fact]
    public void A_date_is_judged_by_the_clock_of_its_sender()
    {
        var headers = Headers(("Retry-After", "Wed, 21 Oct 2026 09:01:00 GMT"), ("Date", "Wed, 21 Oct 2026 09:00:00 GMT"));

        RetryAfter.Read(headers, Now).ShouldBe(TimeSpan.FromMinutes(1));
    }

    private static HttpResponseHeaders Headers(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response.Headers;
    }
}
