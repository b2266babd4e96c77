using Batchline.Simulator.Calls;
using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class FaultPlanTests
{
    private static readonly FaultProfile Profile = new()
    {
        Rates = new Dictionary<FaultKind, double> { [FaultKind.ServerError] = 0.1, [FaultKind.Gone] = 0.05, [FaultKind.Hang] = 0.05 },
    };

    [Fact]
    public void The_fault_follows_from_seed_account_subject_and_ask()
    {
        var plan = new FaultPlan(1, Profile);
        var same = new FaultPlan(1, Profile with { Rates = Profile.Rates.Reverse().ToDictionary() });

        Draw(plan, 500).ShouldBe(Draw(same, 500));
        Draw(plan, 500).ShouldNotBe(Draw(new FaultPlan(2, Profile), 500));
        Draw(plan, 500).ShouldNotBe(Draw(plan, 500, account: 1));
        Draw(plan, 500).ShouldNotBe(Draw(plan, 500, ask: 1));
    }

    [Fact]
    public void Faults_come_about_as_often_as_their_rates()
    {
        var drawn = Draw(new FaultPlan(1, Profile), 20_000).CountBy(kind => kind).ToDictionary();

        drawn.Keys.ShouldBe([FaultKind.None, FaultKind.ServerError, FaultKind.Gone, FaultKind.Hang], ignoreOrder: true);
        (drawn[FaultKind.ServerError] / 20_000.0).ShouldBe(0.1, 0.01);
        (drawn[FaultKind.Gone] / 20_000.0).ShouldBe(0.05, 0.01);
    }

    [Fact]
    public void A_list_never_gets_a_fault_that_only_a_job_can_have()
    {
        var plan = new FaultPlan(1, new() { Rates = new Dictionary<FaultKind, double> { [FaultKind.Gone] = 0.5, [FaultKind.WrongUuid] = 0.5 } });

        Enumerable.Range(0, 100).ShouldAllBe(page => Pick(plan, new Visit(0, CallKind.JobAll, null, page, 0)) == FaultKind.None);
    }

    [Fact]
    public void A_bad_job_is_bad_every_time_and_only_through_job_get()
    {
        var plan = new FaultPlan(1, new() { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.2 } });
        var bad = Enumerable.Range(0, 1_000).Where(job => plan.OfJob(0, Dice.Hash($"{job}")) == FaultKind.WrongUuid).ToList();

        bad.Count.ShouldBeInRange(150, 250);
        bad.ShouldAllBe(job => Enumerable.Range(0, 20).All(ask => Pick(plan, Job(job, 0, ask)) == FaultKind.WrongUuid));
        Pick(plan, new Visit(0, CallKind.JobAll, null, bad[0], 0)).ShouldBe(FaultKind.None);
    }

    [Fact]
    public void An_outage_lasts_from_its_start_up_to_its_end()
    {
        var outage = new Outage(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8), OutageMode.Reset);

        new[] { 4.9, 5, 7.9, 8 }.Select(second => outage.At(TimeSpan.FromSeconds(second)))
            .ShouldBe([FaultKind.None, FaultKind.ResetBeforeHeaders, FaultKind.ResetBeforeHeaders, FaultKind.None]);
    }

    [Fact]
    public void Shares_that_make_no_sense_are_named()
    {
        FaultProfileCheck.FindFaults(FaultProfile.Nasty, accounts: 1).ShouldBeEmpty();
        FaultProfileCheck.FindFaults(new()
        {
            Rates = new Dictionary<FaultKind, double> { [FaultKind.Gone] = 0.6, [FaultKind.Hang] = 0.6 },
            BadJobs = new Dictionary<FaultKind, double> { [FaultKind.Gone] = -1 },
            RefusedAccounts = double.NaN,
        }, accounts: 1).Count().ShouldBe(3);
    }

    private static List<FaultKind> Draw(FaultPlan plan, int jobs, int account = 0, int ask = 0) =>
        [.. Enumerable.Range(0, jobs).Select(job => Pick(plan, Job(job, account, ask)))];

    private static Visit Job(int job, int account = 0, int ask = 0) => new(account, CallKind.JobGet, $"{job}", 0, 0) { Ask = ask };

    private static FaultKind Pick(FaultPlan plan, Visit visit)
    {
        plan.Pick(visit, TimeSpan.Zero);
        return visit.Fault;
    }
}
