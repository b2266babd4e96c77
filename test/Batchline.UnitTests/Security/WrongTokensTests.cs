using System.Net;
using Batchline.Security;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Security;

public sealed class WrongTokensTests : IDisposable
{
    private static readonly IPAddress Guesser = IPAddress.Parse("203.0.113.9");
    private static readonly IPAddress Other = IPAddress.Parse("203.0.113.10");

    private readonly WrongTokens _wrong = new();

    public void Dispose() => _wrong.Dispose();

    [Fact]
    public void An_address_that_tried_twenty_wrong_tokens_must_wait_and_no_other()
    {
        Try(Guesser, WrongTokens.Burst - 1);
        var before = _wrong.MustWait(Guesser);
        Try(Guesser, 1);

        before.ShouldBeFalse();
        _wrong.MustWait(Guesser).ShouldBeTrue();
        _wrong.MustWait(Other).ShouldBeFalse();
    }

    [Fact]
    public void To_ask_whether_an_address_must_wait_costs_it_nothing()
    {
        for (var i = 0; i < 100; i++)
            _wrong.MustWait(Guesser).ShouldBeFalse();
    }

    [Fact]
    public void An_address_that_has_shown_the_right_token_is_not_locked_out_by_a_forgotten_script()
    {
        _wrong.Right(Guesser);
        Try(Guesser, 100);

        _wrong.MustWait(Guesser).ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Callers_behind_a_proxy_on_this_machine_do_not_lock_each_other_out(string address)
    {
        Try(IPAddress.Parse(address), 100);

        _wrong.MustWait(IPAddress.Parse(address)).ShouldBeFalse();
    }

    private void Try(IPAddress address, int count)
    {
        for (var i = 0; i < count; i++)
            _wrong.Wrong(address);
    }
}
