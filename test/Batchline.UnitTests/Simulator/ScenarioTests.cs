using System.Text.Json;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Quota;
using Batchline.Simulator.Worlds;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class ScenarioTests
{
    [Fact]
    public void A_file_sets_what_it_names_and_leaves_the_defaults()
    {
        var options = Read("""
            {
              // two quiet accounts
              "accounts": 2, "quotaCalls": 30, "quotaKind": "Fixed", "latency": "00:00:00.050",
              "faults": { "rates": { "ServerError": 0.1 }, "rules": [
                { "kind": "Forbidden", "account": 1, "call": "JobGet", "job": "AB1234", "from": "00:00:10", "until": "00:00:20", "first": 3, "share": 0.5 },
                { "kind": "FewerRows", "page": 2, "rows": 30, "for": "00:01:00" }, { "kind": "HugeRow", "bytes": 9 } ] },
              "mutations": { "every": "00:00:10" },
              "events": [
                { "at": "00:00:05", "kind": "outage", "duration": "00:00:03", "mode": "Cloudflare" },
                { "kind": "quota", "account": 1, "calls": 5 },
              ]
            }
            """);

        (options.Accounts, options.QuotaCalls, options.QuotaKind).ShouldBe((2, 30, QuotaKind.Fixed));
        (options.JobsPerAccount, options.QuotaWindow, options.MinInterval).ShouldBe((120, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)));
        options.Faults.Rates[FaultKind.ServerError].ShouldBe(0.1);
        options.Faults.Rules.ShouldBe(
        [
            new FaultRule
            {
                Kind = FaultKind.Forbidden, Account = 1, Call = CallKind.JobGet, Job = "AB1234",
                From = TimeSpan.FromSeconds(10), Until = TimeSpan.FromSeconds(20), First = 3, Share = 0.5,
            },
            new FaultRule { Kind = FaultKind.FewerRows, Page = 2, Rows = 30, For = TimeSpan.FromMinutes(1) },
            new FaultRule { Kind = FaultKind.HugeRow, Bytes = 9 },
        ]);
        options.Faults.HugeBodyBytes.ShouldBe(new FaultProfile().HugeBodyBytes);
        options.Mutations.Edits.ShouldBe(6);
        options.Events[0].ShouldBe(new OutageEvent { At = TimeSpan.FromSeconds(5), Duration = TimeSpan.FromSeconds(3), Mode = OutageMode.Cloudflare });
        options.Events[1].ShouldBe(new QuotaEvent { Account = 1, Calls = 5, Window = TimeSpan.FromMinutes(1) });
    }

    [Theory]
    [InlineData("""{ "acounts": 2 }""")]
    [InlineData("""{ "events": [{ "kind": "earthquake" }] }""")]
    [InlineData("""{ "events": [{ "kind": "outage" }] }""")]
    [InlineData("""{ "faults": { "rates": { "Typo": 1 } } }""")]
    public void A_name_nobody_knows_and_a_part_that_is_missing_are_refused(string json) =>
        Should.Throw<JsonException>(() => Read(json));

    [Fact]
    public void Events_that_make_no_sense_are_all_listed()
    {
        var result = new SimulatorOptionsValidator().Validate(null, new SimulatorOptions
        {
            Accounts = 2,
            Events =
            [
                new RefuseEvent { Account = 2 },
                new SwapEvent { Account = 0, With = 9 },
                new OutageEvent { At = TimeSpan.FromSeconds(-1), Duration = TimeSpan.Zero },
                new QuotaEvent { Calls = 0 },
            ],
        });

        result.Failures!.Count().ShouldBe(4);
    }

    [Fact]
    public void Events_happen_at_their_time_in_order_and_once()
    {
        var time = new FakeTimeProvider();
        var world = new World(new()
        {
            Events =
            [
                new RestoreEvent { At = TimeSpan.FromSeconds(20), Account = 1 },
                new RefuseEvent { At = TimeSpan.FromSeconds(10), Account = 1 },
            ],
        }, time);

        world.CatchUp();
        world.Accounts[1].Refused.ShouldBeNull();
        time.Advance(TimeSpan.FromSeconds(10));
        world.CatchUp();
        (world.Accounts[0].Refused, world.Accounts[1].Refused).ShouldBe((null, true));
        time.Advance(TimeSpan.FromMinutes(1));
        world.CatchUp();
        world.Accounts[1].Refused.ShouldBe(false);

        world.Accounts[1].Refused = true;
        world.CatchUp();
        world.Accounts[1].Refused.ShouldBe(true);
    }

    [Fact]
    public void An_outage_counts_from_when_it_was_due()
    {
        var time = new FakeTimeProvider();
        var world = new World(new() { Events = [new OutageEvent { At = TimeSpan.FromSeconds(10), Duration = TimeSpan.FromSeconds(5) }] }, time);

        time.Advance(TimeSpan.FromSeconds(14));
        world.RefusesConnection().ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        world.RefusesConnection().ShouldBeFalse();
        world.RefusedConnections.ShouldBe(1);
    }

    [Fact]
    public void An_event_of_all_accounts_reaches_all()
    {
        var world = new World(new() { Accounts = 3 }, new FakeTimeProvider());

        world.Apply(new MutateEvent { Count = 5 });

        world.Accounts.ShouldAllBe(account => account.Jobs.All().Any(job => job.State != JobState.Initial));
    }

    private static SimulatorOptions Read(string json) => JsonSerializer.Deserialize<SimulatorOptions>(json, ScenarioFile.Json)!;
}
