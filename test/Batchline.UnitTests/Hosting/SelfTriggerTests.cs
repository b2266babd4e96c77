using Batchline.Drivers;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class SelfTriggerTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData("2", 2)]
    [InlineData("-1", SelfTrigger.MaxHops)]
    [InlineData("x", SelfTrigger.MaxHops)]
    [InlineData("99999999999", SelfTrigger.MaxHops)]
    public void A_hop_count_that_is_no_number_ends_the_chain(string? header, int hop)
    {
        var context = new DefaultHttpContext();
        if (header is not null)
            context.Request.Headers[SelfTrigger.HopHeader] = header;

        SelfTrigger.HopOf(context.Request).ShouldBe(hop);
    }
}
