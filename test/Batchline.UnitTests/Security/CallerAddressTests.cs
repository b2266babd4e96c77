using System.Net;
using Batchline.Listening;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Security;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::", "2001:db8:1:2::")]
    [InlineData("::1", "::1")]
    [InlineData(null, "255.255.255.255")]
    public void Whoever_has_a_network_counts_as_one(string? address, string counted)
    {
        CallerAddress.Of(address is null ? null : IPAddress.Parse(address)).ShouldBe(IPAddress.Parse(counted));
    }
}
