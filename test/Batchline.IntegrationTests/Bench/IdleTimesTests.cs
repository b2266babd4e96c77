using Batchline.Benchmarks.Silos;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Judge;

namespace Batchline.IntegrationTests.Bench;

public sealed class IdleTimesTests
{
    [Fact]
    public void The_longest_time_between_two_requests_of_an_account_is_found()
    {
        RequestRecord[] requests = [Request(0, account: 0), Request(1_000, account: 0), Request(1_500, account: 1), Request(7_000, account: 0), Request(7_500, account: 1), Request(8_000, account: 0)];

        var idle = IdleTimes.Of(requests, accounts: 2);

        idle.Longest.ShouldBe([6, 6]);
    }

    [Fact]
    public void An_account_that_is_not_heard_of_any_more_waits_to_the_end()
    {
        RequestRecord[] requests = [Request(0, account: 0), Request(500, account: 1), Request(1_000, account: 0), Request(2_000, account: 0), Request(3_000, account: 0)];

        var idle = IdleTimes.Of(requests, accounts: 3);

        idle.Longest.ShouldBe([1, 2.5, 3]);
    }

    [Fact]
    public void The_median_is_of_those_that_waited_longer_than_at_work()
    {
        var idle = new IdleTimes([1, 1, 1, 1, 6, 7, 8]);

        (idle.Median, idle.Most).ShouldBe((7.0, 8.0));
    }

    private static RequestRecord Request(double milliseconds, int account) =>
        new() { Sequence = (long)milliseconds, ArrivedMs = milliseconds, Account = account, Kind = CallKind.JobGet, Uuid = "A", InFlight = 1 };
}
