using Batchline.Engine.Process;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Process;

public sealed class FaultPolicyTests
{
    private static readonly Faults Calm = new();

    [Fact]
    public void Two_suspects_leave_the_circuit_closed_and_cost_nothing()
    {
        var (faults, charged) = Meet(Calm, "A", "B");

        faults.CircuitOpen.ShouldBeFalse();
        faults.Suspects.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
        charged.ShouldBeEmpty();
    }

    [Fact]
    public void Three_suspects_open_the_circuit_and_cost_nothing()
    {
        var (faults, charged) = Meet(Calm, "A", "B", "C");

        faults.ShouldBeEquivalentTo(new Faults { CircuitOpen = true, Trips = 1 });
        charged.ShouldBeEmpty();
    }

    [Fact]
    public void One_job_is_one_suspect_however_often_it_fails()
    {
        var (faults, charged) = Meet(Calm, "A", "A", "A", "A");

        faults.CircuitOpen.ShouldBeFalse();
        faults.Suspects.ShouldBe([new Suspect("A", "503")]);
        charged.ShouldBeEmpty();
    }

    [Fact]
    public void A_good_answer_charges_the_suspects_and_clears_everything()
    {
        var (doubted, _) = FaultPolicy.OnAlive(FaultPolicy.Trip(Calm));
        var (faults, _) = Meet(doubted, "A", "B");

        var (after, charged) = FaultPolicy.OnGood(faults);

        charged.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
        after.ShouldBeEquivalentTo(Calm);
    }

    [Fact]
    public void After_an_answered_probe_three_suspects_pay()
    {
        var (opened, _) = Meet(Calm, "A", "B", "C");
        var (doubted, _) = FaultPolicy.OnAlive(opened);

        var (faults, charged) = Meet(doubted, "A", "B", "C");

        doubted.Doubted.ShouldBeTrue();
        charged.ShouldBe(["A", "B", "C"]);
        faults.ShouldBeEquivalentTo(new Faults { CircuitOpen = true, Trips = 1 });
    }

    [Fact]
    public void An_answered_probe_charges_the_suspect_it_was_sent_for()
    {
        var (faults, _) = Meet(Calm, "A");

        var (after, charged) = FaultPolicy.OnAlive(faults);

        charged.ShouldBe([new Suspect("A", "503")]);
        after.ShouldBeEquivalentTo(new Faults { Doubted = true });
    }

    [Fact]
    public void The_probe_delay_doubles_from_five_seconds_to_five_minutes()
    {
        var delays = new List<double>();

        for (var faults = FaultPolicy.Trip(Calm); delays.Count < 9; faults = FaultPolicy.Trip(faults))
            delays.Add(FaultPolicy.ProbeDelay(faults).TotalSeconds);

        delays.ShouldBe([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    }

    [Fact]
    public void The_probe_delay_stays_at_its_longest_after_ten_thousand_trips()
    {
        var faults = new Faults { Trips = 10_000 };

        FaultPolicy.ProbeDelay(faults).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void The_probe_delay_goes_on_doubling_over_answered_probes_and_begins_again_after_a_good_answer()
    {
        var (alive, _) = FaultPolicy.OnAlive(new Faults { Trips = 4, CircuitOpen = true });
        var (good, _) = FaultPolicy.OnGood(alive);

        alive.Trips.ShouldBe(4);
        FaultPolicy.ProbeDelay(FaultPolicy.Trip(good)).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_probe_judges_an_open_circuit_a_refusal_and_a_suspect_whose_turn_came_again()
    {
        var (suspected, _) = Meet(Calm, "A");

        FaultPolicy.NeedsProbe(Calm, "A").ShouldBeFalse();
        FaultPolicy.NeedsProbe(suspected, "B").ShouldBeFalse();
        FaultPolicy.NeedsProbe(suspected, null).ShouldBeFalse();
        FaultPolicy.NeedsProbe(suspected, "A").ShouldBeTrue();
        FaultPolicy.NeedsProbe(FaultPolicy.Trip(Calm), null).ShouldBeTrue();
        FaultPolicy.NeedsProbe(FaultPolicy.OnRefused(Calm, "401"), "A").ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(50, 8)]
    public void A_job_rests_longer_after_each_attempt_up_to_eight_seconds(int attempts, int seconds)
    {
        FaultPolicy.Backoff(attempts).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static (Faults Faults, IReadOnlyList<string> Charged) Meet(Faults faults, params string[] jobs)
    {
        var paid = new List<string>();
        foreach (var job in jobs)
        {
            (faults, var charged) = FaultPolicy.OnTransient(faults, new Suspect(job, "503"));
            paid.AddRange(charged.Select(suspect => suspect.Job));
        }
        return (faults, paid);
    }
}
