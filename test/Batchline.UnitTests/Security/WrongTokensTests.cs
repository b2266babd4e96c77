using System.Net;
using Batchline.Security;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Security;

public sealed class WrongTokensTests : IDisposable
{
    private readonly WrongTokens _wrong = new();

    public void Dispose() => _wrong.Dispose();

    [Fact]
    public void An_address_may_show_fifty_at_once_and_then_few_and_others_are_not_touched()
    {
        // A second may pass meanwhile, and with each comes one more.
        Shown("203.0.113.9", 1000).ShouldBeInRange(50, 100);
        Shown("203.0.113.10", 50).ShouldBe(50);
    }

    private int Shown(string address, int count) => Enumerable.Range(0, count).Count(_ => _wrong.MayShowAnother(IPAddress.Parse(address)));
}
