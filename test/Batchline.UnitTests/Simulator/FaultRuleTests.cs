using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class FaultRuleTests
{
    private const FaultKind Kind = FaultKind.Forbidden;

    [Fact]
    public void A_rule_without_conditions_meets_every_request()
    {
        var rule = new FaultRule { Kind = Kind };

        Hits(rule, Job("A"), Page(0), Page(7, account: 2), Probe()).ShouldBe([true, true, true, true]);
    }

    [Fact]
    public void An_account_meets_its_own_requests()
    {
        var rule = new FaultRule { Kind = Kind, Account = 1 };

        Hits(rule, Job("A"), Job("A", account: 1), Page(0, account: 1), Probe(account: 2)).ShouldBe([false, true, true, false]);
    }

    [Theory]
    [InlineData(CallKind.JobGet, new[] { true, false, false })]
    [InlineData(CallKind.JobAll, new[] { false, true, false })]
    [InlineData(CallKind.TeamAll, new[] { false, false, true })]
    public void A_call_meets_the_requests_of_its_path(CallKind call, bool[] hits)
    {
        var rule = new FaultRule { Kind = Kind, Call = call };

        Hits(rule, Job("A"), Page(0), Probe()).ShouldBe(hits);
    }

    [Fact]
    public void A_job_is_named_by_its_UUID_or_its_number()
    {
        Visit[] asked = [Job("AB1234", number: 3), Job("CD1234", number: 4), Job("3"), Page(3), Probe()];

        Hits(new FaultRule { Kind = Kind, Job = "AB1234" }, asked).ShouldBe([true, false, false, false, false]);
        Hits(new FaultRule { Kind = Kind, Job = "4" }, asked).ShouldBe([false, true, false, false, false]);
    }

    [Fact]
    public void Six_digits_are_a_UUID()
    {
        Hits(new FaultRule { Kind = Kind, Job = "123456" }, Job("123456", number: 2), Job("ABCDEF", number: 123_456)).ShouldBe([true, false]);
    }

    [Fact]
    public void A_page_meets_that_page_only()
    {
        Hits(new FaultRule { Kind = Kind, Page = 1 }, Page(0), Page(1), Page(2), Job("A"), Probe()).ShouldBe([false, true, false, false, false]);
    }

    [Fact]
    public void The_time_begins_with_from_and_ends_before_until()
    {
        var rule = new FaultRule { Kind = Kind, From = TimeSpan.FromSeconds(5), Until = TimeSpan.FromSeconds(8) };

        At(rule, TimeSpan.Zero, 4.9, 5, 7.9, 8).ShouldBe([false, true, true, false]);
    }

    [Fact]
    public void For_counts_from_from_or_from_when_the_rule_was_set()
    {
        var length = TimeSpan.FromSeconds(3);

        At(new FaultRule { Kind = Kind, For = length }, setAt: TimeSpan.FromSeconds(10), 9.9, 10, 12.9, 13).ShouldBe([false, true, true, false]);
        At(new FaultRule { Kind = Kind, For = length, From = TimeSpan.FromSeconds(20) }, setAt: TimeSpan.FromSeconds(10), 19, 20, 22, 23).ShouldBe([false, true, true, false]);
    }

    [Fact]
    public void First_counts_for_each_thing_that_is_asked_for()
    {
        var rule = new FaultRule { Kind = Kind, First = 2 };

        Hits(rule, Job("A", ask: 0), Job("A", ask: 1), Job("A", ask: 2), Job("B", ask: 0)).ShouldBe([true, true, false, true]);
    }

    [Fact]
    public void A_share_follows_from_the_seed_and_hits_as_often_as_it_says()
    {
        var profile = new FaultProfile { Rules = [new FaultRule { Kind = Kind, Share = 0.25 }] };
        Visit[] jobs = [.. Enumerable.Range(0, 10_000).Select(job => Job($"J{job}"))];

        var hits = jobs.Select(job => Pick(new FaultPlan(1, profile), job)).ToList();

        (hits.Count(kind => kind == Kind) / 10_000.0).ShouldBe(0.25, 0.02);
        jobs.Select(job => Pick(new FaultPlan(1, profile), job)).ShouldBe(hits);
        jobs.Select(job => Pick(new FaultPlan(2, profile), job)).ShouldNotBe(hits);
    }

    [Fact]
    public void The_first_rule_that_matches_counts_before_bad_jobs_and_rates()
    {
        var always = new Dictionary<FaultKind, double> { [FaultKind.ServerError] = 1 };
        var plan = new FaultPlan(1, new()
        {
            Rules =
            [
                new FaultRule { Kind = FaultKind.None, Call = CallKind.TeamAll },
                new FaultRule { Kind = FaultKind.Teapot, Account = 0 },
                new FaultRule { Kind = FaultKind.Hang },
            ],
            Rates = always,
            BadJobs = always,
        });

        new[] { Probe(), Job("A"), Job("A", account: 1) }.Select(visit => Pick(plan, visit))
            .ShouldBe([FaultKind.None, FaultKind.Teapot, FaultKind.Hang]);
    }

    [Fact]
    public void A_rule_for_a_kind_of_one_call_leaves_the_other_calls_alone()
    {
        Hits(new FaultRule { Kind = FaultKind.UuidNull }, Job("A"), Page(0), Probe()).ShouldBe([false, true, false]);
        Hits(new FaultRule { Kind = FaultKind.Gone }, Job("A"), Page(0), Probe()).ShouldBe([true, false, false]);
    }

    [Fact]
    public void Every_rule_that_makes_no_sense_is_named()
    {
        FaultRule[] rules =
        [
            new() { Kind = Kind, Account = 2 },
            new() { Kind = Kind, Call = CallKind.Other },
            new() { Kind = Kind, Job = "A", Page = 1 },
            new() { Kind = Kind, Job = "A", Call = CallKind.TeamAll },
            new() { Kind = Kind, Page = 1, Call = CallKind.JobGet },
            new() { Kind = FaultKind.UuidNull, Job = "A" },
            new() { Kind = Kind, Page = -1 },
            new() { Kind = Kind, Until = TimeSpan.FromSeconds(1), For = TimeSpan.FromSeconds(1) },
            new() { Kind = Kind, From = TimeSpan.FromSeconds(2), Until = TimeSpan.FromSeconds(2) },
            new() { Kind = Kind, First = 0 },
            new() { Kind = Kind, Share = 1.1 },
            new() { Kind = FaultKind.FewerRows, Rows = 101 },
            new() { Kind = FaultKind.HugeRow, Bytes = 0 },
            new() { Kind = Kind, Rows = 3 },
            new() { Kind = Kind, Bytes = 3 },
        ];

        var faults = FaultProfileCheck.FindFaults(new() { Rules = rules }, accounts: 2).ToList();

        faults.ShouldBe(
        [
            "The rule Forbidden: there is no account 2, only 0 to 1.",
            "The rule Forbidden: call is JobAll, JobGet or TeamAll.",
            "The rule Forbidden: a job and a page exclude each other.",
            "The rule Forbidden: a job is of JobGet, not of TeamAll.",
            "The rule Forbidden: a page is of JobAll, not of JobGet.",
            "The rule UuidNull: only JobAll can go wrong in this way.",
            "The rule Forbidden: pages count from 0.",
            "The rule Forbidden: until and for exclude each other.",
            "The rule Forbidden: it must begin at zero or later and end after it began.",
            "The rule Forbidden: first must be 1 or more.",
            "The rule Forbidden: share is 1.1; it must be 0 to 1.",
            "The rule FewerRows: rows is 101; it must be 1 to 100.",
            "The rule HugeRow: bytes is 0; it must be 1 to 1073741824.",
            "The rule Forbidden: rows belongs to FewerRows.",
            "The rule Forbidden: bytes belongs to HugeBody, HugePage and HugeRow.",
        ]);
    }

    private static IEnumerable<bool> Hits(FaultRule rule, params Visit[] asked)
    {
        var plan = new FaultPlan(1, new() { Rules = [rule] });
        return asked.Select(visit => Pick(plan, visit) == rule.Kind);
    }

    private static IEnumerable<bool> At(FaultRule rule, TimeSpan setAt, params double[] seconds)
    {
        var plan = new FaultPlan(1, new() { Rules = [rule] }, setAt);
        return seconds.Select(second => Pick(plan, Probe(), TimeSpan.FromSeconds(second)) == rule.Kind);
    }

    private static FaultKind Pick(FaultPlan plan, Visit visit, TimeSpan now = default)
    {
        plan.Pick(visit, now);
        return visit.Fault;
    }

    private static Visit Job(string uuid, int account = 0, int? number = null, int ask = 0) =>
        new(account, CallKind.JobGet, uuid, 0, 0) { Job = number, Ask = ask };

    private static Visit Page(int page, int account = 0) => new(account, CallKind.JobAll, null, page, 0) { Page = page };

    private static Visit Probe(int account = 0) => new(account, CallKind.TeamAll, null, 0, 0);
}
