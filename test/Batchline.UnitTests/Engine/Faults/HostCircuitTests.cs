using Batchline.Engine.Faults;
using Batchline.Engine.Ids;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Faults;

public sealed class HostCircuitTests
{
    private readonly HostCircuit _host = new(new FakeTimeProvider());

    [Fact]
    public void An_outage_leaves_nothing_behind_of_the_accounts_of_the_one_before()
    {
        Outage(1, 2, 3);
        _host.Release(Account(1)).ShouldBeTrue();

        Outage(4, 5, 6);

        Enumerable.Range(1, 6).Select(number => _host.Release(Account(number))).ShouldBe([false, false, false, true, true, true]);
    }

    private void Outage(params int[] accounts)
    {
        foreach (var number in accounts)
            _host.Failed(Account(number), "down");
        _host.IsOpen.ShouldBeTrue();
        _host.Answered();
    }

    private static AccountId Account(int number) => new($"{number:x24}");
}
