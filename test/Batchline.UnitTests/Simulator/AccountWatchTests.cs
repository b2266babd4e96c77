using System.Diagnostics;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Judge;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class AccountWatchTests
{
    private readonly AccountWatch watch = new(new JudgeRules(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50)));
    private long sequence;

    [Fact]
    public void Requests_one_after_another_at_the_pace_are_fine()
    {
        foreach (var second in new[] { 0, 1_000, 1_951, 3_000 })
            watch.End(Arrive(second), At(second + 100), clientLeft: false);

        (watch.Overlaps, watch.TooEarly, watch.Early, watch.MostInFlight).ShouldBe((0, 0, 0, 1));
        watch.SmallestGap!.Value.TotalMilliseconds.ShouldBe(951, 0.01);
    }

    [Fact]
    public void A_second_request_in_flight_breaks_S1()
    {
        Arrive(0);
        var second = Arrive(1_000);

        second.Verdict.ShouldBe(RequestVerdict.Overlap);
        second.InFlight.ShouldBe(2);
        (watch.Overlaps, watch.MostInFlight).ShouldBe((1, 2));
    }

    [Fact]
    public void An_arrival_before_pace_and_tolerance_breaks_S2()
    {
        watch.End(Arrive(0), At(1), clientLeft: false);

        Arrive(949).Verdict.ShouldBe(RequestVerdict.Early);
        (watch.TooEarly, watch.Early).ShouldBe((1, 1));
    }

    [Fact]
    public void An_overlap_is_excused_when_the_client_turns_out_to_have_left()
    {
        var first = Arrive(0);
        var second = Arrive(1_000);

        watch.End(first, At(1_020), clientLeft: true);

        second.Verdict.ShouldBe(RequestVerdict.None);
        watch.Overlaps.ShouldBe(0);
    }

    [Fact]
    public void An_overlap_is_not_excused_when_the_client_left_too_late()
    {
        var first = Arrive(0);
        Arrive(1_000);

        watch.End(first, At(1_060), clientLeft: true);

        watch.Overlaps.ShouldBe(1);
    }

    private Visit Arrive(int milliseconds)
    {
        var visit = new Visit(0, CallKind.JobGet, "ABC123", 0, At(milliseconds)) { Sequence = ++sequence };
        watch.Arrive(visit);
        return visit;
    }

    private static long At(int milliseconds) => milliseconds * Stopwatch.Frequency / 1_000;
}
