using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Judge;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class RequestLogTests
{
    [Fact]
    public void A_request_is_seen_in_flight_and_then_ended()
    {
        var log = new RequestLog(capacity: 10, start: 0);
        var visit = new Visit(2, CallKind.JobAll, null, 4, arrived: 1);

        log.Begin(visit);
        var before = log.Read().ShouldHaveSingleItem();
        visit.Ended = 2;
        visit.Status = 200;
        log.End(visit);
        var after = log.Read().ShouldHaveSingleItem();

        (before.Sequence, before.Account, before.Kind, before.Offset, before.EndedMs).ShouldBe((1, 2, CallKind.JobAll, 4, null));
        (after.Sequence, after.Status).ShouldBe((1, 200));
        after.EndedMs.ShouldNotBeNull();
    }

    [Fact]
    public void The_log_forgets_the_oldest_and_reads_on_after_a_sequence()
    {
        var log = new RequestLog(capacity: 5_000, start: 0);
        for (var i = 0; i < 12_000; i++)
            log.Begin(new Visit(0, CallKind.JobGet, $"{i}", 0, arrived: 1));

        log.Count.ShouldBe(12_000);
        log.Read().Select(record => record.Sequence).ShouldBe(Enumerable.Range(7_001, 5_000).Select(i => (long)i));
        log.Read(after: 11_998).Select(record => record.Uuid).ShouldBe(["11998", "11999"]);
        log.Read(after: 0, limit: 1).ShouldHaveSingleItem().Uuid.ShouldBe("7000");
    }
}
