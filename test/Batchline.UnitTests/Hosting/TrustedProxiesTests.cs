using System.Net;
using Batchline.Settings.Sections;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("::ffff:10.0.0.5", true)]
    [InlineData("192.168.1.200", true)]
    [InlineData("2001:db8::7", true)]
    [InlineData("10.0.0.6", false)]
    [InlineData("::ffff:192.168.2.1", false)]
    [InlineData("2001:db8::8", false)]
    public void A_proxy_is_known_by_its_address_or_network_however_the_socket_shows_it(string address, bool known)
    {
        TrustedProxies.Among(["10.0.0.5", "192.168.1.0/24", "2001:db8::7"])(IPAddress.Parse(address)).ShouldBe(known);
    }
}
