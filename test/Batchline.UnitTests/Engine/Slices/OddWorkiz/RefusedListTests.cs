using Batchline.Engine.Faults;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row f: the list is not given while Workiz answers everything else.</summary>
public sealed class RefusedListTests
{
    private const string Reason = "HTTP 403: Forbidden";

    public static TheoryData<WorkizAnswer> BadAnswers =>
    [
        new WorkizAnswer.Refused(Reason), new WorkizAnswer.Transient(Reason),
        new WorkizAnswer.Invalid(Reason), new WorkizAnswer.Invalid(Reason) { MayPass = true },
    ];

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task F_A_list_that_is_refused_ends_with_a_reason_and_known_jobs_are_asked_for(WorkizAnswer bad)
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.Kind == "list" ? bad : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromMinutes(5));
        var waiting = await shop.StateAsync(operation, account);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (waiting.WaitingReason, waiting.Error).ShouldBe((WaitingReason.Upstream, Reason));
        (shop.Workiz.Count("list"), shop.Workiz.Count("probe")).ShouldBe((TroublePolicy.MostTries, TroublePolicy.MostTries));
        shop.Workiz.Gets.ShouldBe(["J000", "J001", "J002"]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Error.ShouldBe($"Workiz did not return the whole job list, although it answers other requests: {Reason}. New jobs may be missing; known jobs that were not listed are requested one by one. The next sync reads the list again."),
            state => state.WaitingReason.ShouldBeNull(),
            state => (state.Counters.Completed, state.Counters.Failed, state.Counters.ListingsFailed).ShouldBe((3, 0, 1)));
    }

    [Fact]
    public async Task F_The_waits_for_a_refused_list_grow_and_then_it_is_given_up()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 0);
        shop.Workiz.Script = request => request.Kind == "list" ? new WorkizAnswer.Refused(Reason) : null;
        await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        var lists = shop.Workiz.Requests.Where(request => request.Kind == "list").Select(request => request.At).ToList();
        lists.Zip(lists.Skip(1), (one, next) => (int)(next - one).TotalSeconds).ShouldBe([6, 11, 21, 41, 81, 161, 301]);
    }

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task F_A_second_page_that_is_refused_leaves_the_rows_of_the_first(WorkizAnswer bad)
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.List switch
        {
            { Offset: 0 } => new WorkizAnswer.Page([ScriptedWorkiz.Document("J001"), ScriptedWorkiz.Document("NEW")], More: true),
            { } => bad,
            null => null,
        };
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (shop.Workiz.Count("list"), shop.Workiz.Count("probe")).ShouldBe((1 + TroublePolicy.MostTries, TroublePolicy.MostTries));
        shop.Workiz.Gets.ShouldBe(["J000", "J002"]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.ListingsFailed).ShouldBe((4, 0, 1)));
    }

    [Fact]
    public async Task F_A_list_that_is_refused_together_with_the_probe_blocks_the_account_at_once()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.Kind == "get" ? null : new WorkizAnswer.Refused(Reason);
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Requests.Select(request => request.Kind).ShouldBe(["list", "probe"]);
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(AccountStateStatus.Blocked),
            state => state.Error.ShouldBe(Reason));
    }

    [Fact]
    public async Task F_An_account_whose_list_is_refused_and_that_knows_no_job_has_failed()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 0);
        shop.Workiz.Script = request => request.Kind == "list" ? new WorkizAnswer.Refused(Reason) : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Failed);
    }
}
