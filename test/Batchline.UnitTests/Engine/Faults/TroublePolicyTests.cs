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
        var (trouble, _) = Meet(Calm with { Alive = true, Tries = 3 }, "A", "B");

        var (after, charged) = TroublePolicy.OnGood(trouble, "G");

        charged.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
        after.ShouldBeEquivalentTo(new Trouble { Witness = "G" });
    }

    [Fact]
    public void The_first_good_answer_after_the_circuit_opened_lets_the_suspects_off()
    {
        var (suspected, _) = Meet(Calm with { Trips = 2, Tries = 1 }, "A", "B");

        var (after, charged) = TroublePolicy.OnGood(suspected, "G");

        charged.ShouldBeEmpty();
        after.ShouldBeEquivalentTo(new Trouble { Witness = "G" });
    }

    [Fact]
    public void A_witness_that_is_answered_well_behind_a_wait_lets_the_suspects_off_twice()
    {
        var (opened, _) = Meet(Witnessed, "A", "B", "C");
        var (forgiven, first) = TroublePolicy.OnGoodWitness(opened, "W");
        var (again, second) = TroublePolicy.OnGoodWitness(Meet(forgiven, "A", "B", "C").Trouble, "W");

        var (paid, third) = TroublePolicy.OnGoodWitness(Meet(again, "A", "B", "C").Trouble, "W");

        (first.Count, second.Count).ShouldBe((0, 0));
        forgiven.ShouldBeEquivalentTo(new Trouble { Witness = "W", Forgiven = 1 });
        third.Select(suspect => suspect.Job).ShouldBe(["A", "B", "C"]);
        paid.Forgiven.ShouldBe(2);
        TroublePolicy.OnGood(paid, "G").Trouble.Forgiven.ShouldBe(0);
    }

    [Fact]
    public void A_witness_asked_for_without_a_wait_charges_the_suspect_whose_turn_came_again()
    {
        var (suspected, _) = Meet(Witnessed, "A");

        var (after, charged) = TroublePolicy.OnGoodWitness(suspected, "W");

        charged.ShouldBe([new Suspect("A", "503")]);
        after.ShouldBeEquivalentTo(new Trouble { Witness = "W" });
    }

    [Fact]
    public void A_path_that_answers_nobody_is_given_up_after_fifteen_minutes_and_until_then_nobody_pays()
    {
        var (trouble, charged) = Meet(Witnessed, "A", "B", "C");
        var waited = TimeSpan.Zero;

        while (trouble.CircuitOpen)
        {
            waited += TroublePolicy.WaitOf(trouble);
            trouble = TroublePolicy.OnPathInTrouble(TroublePolicy.OnAlive(TroublePolicy.OnBadCheck(trouble, null, Sample.Noon)), waited: false);
        }

        waited.ShouldBe(TimeSpan.FromSeconds(5 + 10 + 20 + 40 + 80 + 160 + 300 + 300));
        charged.ShouldBeEmpty();
        trouble.Suspects.ShouldBeEmpty();
        TroublePolicy.IsGivenUp(trouble).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_witness_the_jobs_themselves_are_tried_again_after_each_wait_for_fifteen_minutes()
    {
        var trouble = Calm;
        var waited = TimeSpan.Zero;

        while (!TroublePolicy.IsGivenUp(trouble))
        {
            (trouble, _) = Meet(trouble, "A", "B", "C");
            waited += TroublePolicy.WaitOf(trouble);
            trouble = TroublePolicy.OnPathInTrouble(TroublePolicy.OnAlive(trouble), waited: true);
            trouble.CircuitOpen.ShouldBeFalse();
        }

        waited.ShouldBe(TimeSpan.FromSeconds(5 + 10 + 20 + 40 + 80 + 160 + 300 + 300));
    }

    [Fact]
    public void Of_several_that_fail_with_one_good_answer_one_does_and_the_others_remain_suspects()
    {
        var (trouble, _) = TroublePolicy.OnBad(Calm, new Suspect("A", "400", 1, false), Sample.Noon);
        (trouble, _) = TroublePolicy.OnBad(trouble, new Suspect("B", "400", 1, false), Sample.Noon);

        var (after, charged) = TroublePolicy.OnGood(trouble, "G");

        charged.Select(suspect => suspect.Job).ShouldBe(["A"]);
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

        (trouble.Tries, trouble.Trips, trouble.CircuitOpen, trouble.Suspects.Count).ShouldBe((0, 51, true, 0));
    }

    [Fact]
    public void A_refusal_asks_whether_the_key_is_good_and_one_behind_an_answered_probe_is_the_jobs()
    {
        var (doubted, _) = TroublePolicy.OnRefused(Calm, new Suspect("A", "403"), Sample.Noon);
        var denied = TroublePolicy.OnAlive(doubted);
        var (second, _) = TroublePolicy.OnRefused(denied, new Suspect("B", "403"), Sample.Noon);

        doubted.Refusal.ShouldBe("403");
        TroublePolicy.NeedsProbe(doubted, "B").ShouldBeTrue();
        (second.Refusal, second.CircuitOpen).ShouldBe((null, false));
        second.Suspects.Select(suspect => suspect.Job).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void A_witness_that_is_a_suspect_itself_is_doubted_until_the_next_good_answer()
    {
        var (suspected, _) = TroublePolicy.OnBad(Witnessed, new Suspect("W", "503"), Sample.Noon);

        (Witnessed.WitnessDoubted, suspected.WitnessDoubted).ShouldBe((false, true));
        TroublePolicy.OnGood(suspected, "G").Trouble.ShouldBeEquivalentTo(new Trouble { Witness = "G" });
    }

    [Fact]
    public void The_wait_doubles_from_five_seconds_to_five_minutes()
    {
        var delays = new List<double>();

        for (var trips = 1; delays.Count < 9; trips++)
            delays.Add(TroublePolicy.WaitOf(TroublePolicy.Open(Calm, trips)).TotalSeconds);

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
        TroublePolicy.NeedsProbe(Calm with { Refusal = "401" }, "A").ShouldBeTrue();
        TroublePolicy.NeedsProbe(TroublePolicy.OnBadCheck(Calm, null, Sample.Noon), null).ShouldBeTrue();
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
