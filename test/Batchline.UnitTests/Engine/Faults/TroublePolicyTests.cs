using Batchline.Engine.Faults;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Faults;

public sealed class TroublePolicyTests
{
    private static readonly Trouble Calm = new();
    private static readonly Trouble Witnessed = new() { Witness = "W" };

    [Fact]
    public void Two_suspects_leave_the_circuit_closed_and_cost_nothing()
    {
        var (trouble, charged) = Meet(Calm, "A", "B");

        trouble.CircuitOpen.ShouldBeFalse();
        trouble.Suspects.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
        trouble.Since.ShouldBe(Sample.Noon);
        charged.ShouldBeEmpty();
    }

    [Fact]
    public void Three_suspects_open_the_circuit_and_cost_nothing()
    {
        var (trouble, charged) = Meet(Calm, "A", "B", "C");

        (trouble.CircuitOpen, trouble.Trips, trouble.Tries, trouble.Suspects.Count).ShouldBe((true, 1, 0, 3));
        charged.ShouldBeEmpty();
    }

    [Fact]
    public void One_job_is_one_suspect_however_often_it_fails()
    {
        var (trouble, charged) = Meet(Calm, "A", "A", "A", "A");

        trouble.CircuitOpen.ShouldBeFalse();
        trouble.Suspects.ShouldBe([new Suspect("A", "503")]);
        charged.ShouldBeEmpty();
    }

    [Fact]
    public void A_good_answer_charges_the_suspects_clears_everything_and_is_the_next_witness()
    {
        var (trouble, _) = Meet(Calm with { Alive = true, Tries = 3, Trips = 4, Refusals = 5 }, "A", "B");

        var (after, charged) = TroublePolicy.OnGood(trouble, "G");

        charged.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
        after.ShouldBeEquivalentTo(new Trouble { Witness = "G" });
    }

    [Fact]
    public void An_answered_probe_charges_nobody_where_no_job_can_bear_witness()
    {
        var (opened, _) = Meet(Calm, "A", "B", "C");

        var after = TroublePolicy.OnAlive(opened, witnessNext: false);

        (after.CircuitOpen, after.Alive, after.Suspects.Count, after.Trips).ShouldBe((false, true, 0, 1));
    }

    [Fact]
    public void An_open_circuit_asks_the_witness_first_and_the_probe_when_that_was_in_vain()
    {
        var (opened, _) = Meet(Witnessed, "A", "B", "C");

        TroublePolicy.Next(opened, "W").ShouldBe(ProbeKind.Witness);
        TroublePolicy.Next(TroublePolicy.OnWitnessBad(opened, "W", null), "W").ShouldBe(ProbeKind.Probe);
        TroublePolicy.Next(opened, null).ShouldBe(ProbeKind.Probe);
    }

    [Fact]
    public void A_bad_witness_and_an_answered_probe_are_the_paths_trouble_and_cost_nothing()
    {
        var (opened, _) = Meet(Witnessed, "A", "B", "C");

        var after = TroublePolicy.OnAlive(TroublePolicy.OnWitnessBad(opened, "W", null), witnessNext: false);

        (after.CircuitOpen, after.Trips, after.Tries, after.Suspects.Count).ShouldBe((true, 2, 1, 3));
    }

    [Fact]
    public void A_path_that_answers_nobody_is_given_up_after_ten_minutes_and_until_then_nobody_pays()
    {
        var (trouble, charged) = Meet(Witnessed, "A", "B", "C");
        var waited = TimeSpan.Zero;

        while (trouble.CircuitOpen)
        {
            waited += TroublePolicy.ProbeDelay(trouble);
            trouble = TroublePolicy.OnAlive(TroublePolicy.OnWitnessBad(trouble, "W", null), witnessNext: false);
        }

        waited.ShouldBe(TimeSpan.FromSeconds(5 + 10 + 20 + 40 + 80 + 160 + 300));
        charged.ShouldBeEmpty();
        TroublePolicy.IsGivenUp(trouble).ShouldBeTrue();
    }

    [Fact]
    public void Of_several_that_fail_with_one_good_answer_one_does_and_the_others_remain_suspects()
    {
        var (trouble, _) = TroublePolicy.OnBad(Calm, new Suspect("A", "400", 1, false), Sample.Noon);
        (trouble, _) = TroublePolicy.OnBad(trouble, new Suspect("B", "400", 1, false), Sample.Noon);
        (trouble, _) = TroublePolicy.OnBad(trouble, new Suspect("C", "503"), Sample.Noon);

        var (after, charged) = TroublePolicy.OnGood(trouble, "G");

        charged.Select(suspect => suspect.Job).ShouldBe(["A", "C"]);
        after.Suspects.Select(suspect => suspect.Job).ShouldBe(["B"]);
    }

    [Fact]
    public void Behind_a_path_that_was_given_up_each_job_fails_at_once_until_one_is_answered_well()
    {
        var lost = new Trouble { Tries = TroublePolicy.MostTries, Alive = true };

        var (still, charged) = TroublePolicy.OnBad(lost, new Suspect("D", "503"), Sample.Noon);
        var (found, _) = TroublePolicy.OnGood(still, "E");

        charged.ShouldBe([new Suspect("D", "503", 1, false)]);
        TroublePolicy.IsGivenUp(still).ShouldBeTrue();
        TroublePolicy.IsGivenUp(found).ShouldBeFalse();
    }

    [Fact]
    public void A_probe_that_is_not_answered_does_not_count_against_the_path()
    {
        var (trouble, _) = Meet(Witnessed, "A", "B", "C");

        for (var probe = 0; probe < 50; probe++)
            trouble = TroublePolicy.OnSilence(trouble);

        (trouble.Tries, trouble.Trips, trouble.CircuitOpen).ShouldBe((0, 51, true));
    }

    [Fact]
    public void In_an_outage_the_probe_goes_first_and_the_witness_behind_it_needs_no_second_one()
    {
        var (opened, _) = Meet(Witnessed, "A", "B", "C");

        var silent = TroublePolicy.OnSilence(opened);
        var alive = TroublePolicy.OnAlive(silent, witnessNext: true);
        var bad = TroublePolicy.OnWitnessBad(alive, "W", null);

        TroublePolicy.Next(silent, "W").ShouldBe(ProbeKind.Probe);
        alive.CircuitOpen.ShouldBeTrue();
        TroublePolicy.Next(alive, "W").ShouldBe(ProbeKind.Witness);
        (bad.CircuitOpen, bad.Tries, bad.WitnessFailed, bad.Alive).ShouldBe((true, 1, false, false));
    }

    [Fact]
    public void A_refusal_asks_whether_the_key_is_good_and_one_behind_an_answered_probe_is_the_jobs()
    {
        var (doubted, _) = TroublePolicy.OnRefused(Calm, new Suspect("A", "403"), Sample.Noon);
        var denied = TroublePolicy.OnAlive(doubted, witnessNext: false);
        var (second, _) = TroublePolicy.OnRefused(denied, new Suspect("B", "403"), Sample.Noon);

        doubted.Refusal.ShouldBe("403");
        TroublePolicy.Next(doubted, null).ShouldBe(ProbeKind.Probe);
        (second.Refusal, second.CircuitOpen).ShouldBe((null, false));
        second.Suspects.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void A_refusal_of_nothing_but_the_probe_closes_the_circuit_and_counts_as_a_try()
    {
        var (opened, _) = Meet(Calm, "A", "B", "C");

        var after = TroublePolicy.OnProbeRefused(opened);

        (after.CircuitOpen, after.Alive, after.Tries).ShouldBe((false, false, 1));
    }

    [Fact]
    public void A_witness_that_is_a_suspect_itself_or_was_asked_in_vain_is_doubted_until_the_next_good_answer()
    {
        var (suspected, _) = TroublePolicy.OnBad(Witnessed, new Suspect("W", "503"), Sample.Noon);
        var inVain = TroublePolicy.OnWitnessBad(Witnessed, "W", null);

        (Witnessed.WitnessDoubted, suspected.WitnessDoubted, inVain.WitnessDoubted).ShouldBe((false, true, true));
        TroublePolicy.OnGood(inVain, "G").Trouble.ShouldBeEquivalentTo(new Trouble { Witness = "G" });
    }

    [Fact]
    public void The_wait_doubles_from_five_seconds_to_five_minutes()
    {
        var delays = new List<double>();

        for (var trips = 1; delays.Count < 9; trips++)
            delays.Add(TroublePolicy.ProbeDelay(TroublePolicy.Open(Calm, trips)).TotalSeconds);

        delays.ShouldBe([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    }

    [Fact]
    public void Nothing_is_hopeless_before_about_a_day()
    {
        TroublePolicy.Hopeless(new Trouble { Trips = 299, Refusals = 39 }, "503").ShouldBeNull();
        TroublePolicy.Hopeless(new Trouble { Trips = 300 }, "503").ShouldNotBeNull().ShouldContain("503");
        TroublePolicy.Hopeless(new Trouble { Refusals = 40 }, "429").ShouldNotBeNull().ShouldContain("quota");
    }

    [Fact]
    public void Something_is_asked_first_while_the_circuit_is_open_the_key_in_doubt_or_the_turn_of_a_suspect_came_again()
    {
        var (suspected, _) = Meet(Calm, "A");

        TroublePolicy.NeedsProbe(Calm, "A").ShouldBeFalse();
        TroublePolicy.NeedsProbe(suspected, "B").ShouldBeFalse();
        TroublePolicy.NeedsProbe(suspected, null).ShouldBeFalse();
        TroublePolicy.NeedsProbe(suspected, "A").ShouldBeTrue();
        TroublePolicy.NeedsProbe(TroublePolicy.Open(Calm, 1), null).ShouldBeTrue();
        TroublePolicy.NeedsProbe(TroublePolicy.DoubtKey(Calm, "401", Sample.Noon), "A").ShouldBeTrue();
    }

    [Fact]
    public void A_suspect_whose_turn_came_again_waits_where_nothing_can_tell()
    {
        var (suspected, _) = Meet(Calm, "A");

        TroublePolicy.Next(suspected, null).ShouldBeNull();
        TroublePolicy.Next(suspected, "W").ShouldBe(ProbeKind.Witness);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(50, 8)]
    public void A_job_rests_longer_after_each_attempt_up_to_eight_seconds(int attempts, int seconds)
    {
        TroublePolicy.Backoff(attempts).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static (Trouble Trouble, IReadOnlyList<Suspect> Charged) Meet(Trouble trouble, params string[] jobs)
    {
        var paid = new List<Suspect>();
        foreach (var job in jobs)
        {
            (trouble, var charged) = TroublePolicy.OnBad(trouble, new Suspect(job, "503"), Sample.Noon);
            paid.AddRange(charged);
        }
        return (trouble, paid);
    }
}
