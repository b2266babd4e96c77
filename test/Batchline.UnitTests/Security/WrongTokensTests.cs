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
    public void An_address_may_try_twenty_tokens_at_once_and_then_no_more()
    {
        // A second may pass meanwhile, and with each comes one more.
        Tries(Guesser, 1000).ShouldBeInRange(WrongTokens.Burst, 500);
        Tries(Other, WrongTokens.Burst).ShouldBe(WrongTokens.Burst);
    }

    [Fact]
    public void An_address_that_has_shown_the_right_token_is_not_locked_out_by_a_forgotten_script()
    {
        _wrong.Right(Guesser);

        Tries(Guesser, 1000).ShouldBe(1000);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Callers_behind_a_proxy_on_this_machine_do_not_lock_each_other_out(string address)
    {
        Tries(IPAddress.Parse(address), 1000).ShouldBe(1000);
    }

    private int Tries(IPAddress address, int count) => Enumerable.Range(0, count).Count(_ => _wrong.MayTry(address));
}
