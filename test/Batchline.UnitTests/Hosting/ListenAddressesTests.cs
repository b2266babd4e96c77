using Batchline.Settings.Sections;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class ListenAddressesTests
{
    [Fact]
    public void A_port_alone_binds_loopback_unless_callers_show_a_token()
    {
        var options = new HostingOptions { Port = 9000 };

        ListenAddresses.Of(options, guarded: false).ShouldBe(["http://127.0.0.1:9000"]);
        ListenAddresses.Of(options, guarded: true).ShouldBe(["http://*:9000"]);
    }

    [Fact]
    public void Addresses_go_before_the_port()
    {
        var options = new HostingOptions { Port = 9000, Urls = "http://127.0.0.1:1; http://[::1]:2" };

        ListenAddresses.Of(options, guarded: true).ShouldBe(["http://127.0.0.1:1", "http://[::1]:2"]);
    }

    [Fact]
    public void Without_anything_loopback_is_bound()
    {
        ListenAddresses.Of(new HostingOptions(), guarded: true).ShouldBe(["http://127.0.0.1:5080"]);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("[::1]", true)]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("10.0.0.1", false)]
    public void Loopback_hosts_are_known(string host, bool loopback)
    {
        ListenAddresses.IsLoopbackHost(host).ShouldBe(loopback);
    }
}
