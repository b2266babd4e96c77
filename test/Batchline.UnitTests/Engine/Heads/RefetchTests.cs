using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Heads;

public sealed class RefetchTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(2);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hint_fetches_its_job_when_no_operation_runs_known_or_not()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);
        shop.Workiz.Script = request => new WorkizAnswer.Job(ScriptedWorkiz.Document(request.Uuid!, "In progress"));

        await AskAsync(shop, account, "J001");
        await AskAsync(shop, account, "NEW");
        await shop.DriveAsync(Long);

        shop.Workiz.Gets.ShouldBe(["J001", "NEW"]);
        foreach (var uuid in new[] { "J001", "NEW" })
            (await shop.Get<IJobStore>().GetAsync(account, uuid, TestEnd))!.Document.Json.ShouldContain("In progress");
        (await shop.HeadAsync(account)).Body.Refetches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hints_about_one_job_collapse_until_it_is_asked_for()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);

        for (var times = 0; times < 5; times++)
            await AskAsync(shop, account, "J001");
        var slice = shop.BeginSlice(account);
        shop.Workiz.InFlight.ShouldBe(1);
        await AskAsync(shop, account, "J001");
        await shop.Clock.PassUntilDone(slice);
        await shop.DriveAsync(Long);

        // The hint that came while the job was being asked for may be about a later change.
        shop.Workiz.Gets.ShouldBe(["J001", "J001"]);
    }

    [Fact]
    public async Task No_more_hints_are_taken_than_may_wait()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);

        for (var number = 0; number < Refetcher.MostWaiting; number++)
            (await AskAsync(shop, account, $"N{number}")).ShouldBeTrue();

        (await AskAsync(shop, account, "N0")).ShouldBeTrue();
        (await AskAsync(shop, account, "one more")).ShouldBeFalse();
    }

    [Fact]
    public async Task S2_A_refetch_keeps_the_pace_of_the_operation_that_runs()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        var operation = await shop.StartAsync();
        await AskAsync(shop, account, "J002");

        await shop.DriveAsync(Long);

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        shop.Workiz.Gets.Count(uuid => uuid == "J002").ShouldBe(2);
        var times = shop.Workiz.Requests.Select(request => request.At).ToList();
        times.Zip(times.Skip(1), (before, after) => after - before).ShouldAllBe(distance => distance >= TimeSpan.FromSeconds(1));
        (await shop.StateAsync(operation, account)).Counters.Total.ShouldBe(4);
    }

    [Fact]
    public async Task S6_A_paused_account_asks_for_no_hint_before_it_is_resumed()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        var operation = await shop.StartAsync();
        await shop.SliceAsync(account);
        var again = await shop.StartAsync();
        await shop.AskAsync(control => control.PauseAsync(again, TestEnd));
        await shop.DriveAsync(Long);
        var before = shop.Workiz.Requests.Count;

        await AskAsync(shop, account, "NEW");
        await shop.DriveAsync(Long);
        shop.Workiz.Requests.Count.ShouldBe(before);
        await shop.Get<OperationControl>().ResumeAsync(again, false, TestEnd);
        await shop.DriveAsync(Long);

        shop.Workiz.Gets.ShouldContain("NEW");
        operation.ShouldNotBe(again);
    }

    [Fact]
    public async Task A_hint_that_cannot_be_followed_is_given_up_after_three_attempts()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);
        shop.Workiz.Script = request => request.Uuid == "BAD" ? new WorkizAnswer.Transient("520") : null;

        await AskAsync(shop, account, "BAD");
        await AskAsync(shop, account, "GOOD");
        await shop.DriveAsync(Long);

        shop.Workiz.Gets.Count(uuid => uuid == "BAD").ShouldBe(3);
        shop.Workiz.Gets.ShouldContain("GOOD");
        (await shop.HeadAsync(account)).DueAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_quota_makes_the_hint_wait_and_costs_it_nothing()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);
        var refused = 5;
        shop.Workiz.Script = _ => refused-- > 0 ? new WorkizAnswer.QuotaReached(TimeSpan.FromSeconds(30), "429") : null;

        await AskAsync(shop, account, "J001");
        await shop.DriveAsync(Long);

        shop.Workiz.Gets.Count().ShouldBe(6);
        (await shop.HeadAsync(account)).Body.Refetches.ShouldBeEmpty();
    }

    private static Task<bool> AskAsync(Workshop shop, AccountId account, string uuid) => shop.Get<Refetcher>().AskAsync(account, uuid, TestEnd);
}
