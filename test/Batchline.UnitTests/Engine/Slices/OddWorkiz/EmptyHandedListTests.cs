using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Rows a to c: pages with nothing to take from them.</summary>
public sealed class EmptyHandedListTests
{
    [Fact]
    public async Task B_A_list_whose_every_answer_is_too_large_ends_with_a_reason_and_known_jobs_are_asked_for()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.Kind == "list" ? new WorkizAnswer.TooLarge("HTTP 200: the answer is too large") : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Requests.Where(request => request.Kind == "list").Select(request => request.List?.Records).ShouldBe([100, 50, 25, 5, 1, 1, 1, 1]);
        shop.Workiz.Gets.ShouldBe(["J000", "J001", "J002"]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.StateAsync(operation, account)).Error.ShouldNotBeNull().ShouldContain("too large");
    }

    [Fact]
    public async Task C_Pages_of_ever_other_rows_that_all_came_before_end_the_list()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 0);
        var chance = new Random(1);
        shop.Workiz.Script = request => request.Kind == "list"
            ? new WorkizAnswer.Page([.. chance.GetItems(Enumerable.Range(0, 100).ToArray(), 60).Distinct().Select(job => ScriptedWorkiz.Document($"L{job:000}"))], More: true)
            : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Count("list").ShouldBe(11);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Counters.Completed.ShouldBe(100),
            state => state.Error.ShouldBe(ListWalk.Repeats));
    }

    [Fact]
    public async Task A_A_page_of_odd_rows_alone_is_counted_and_the_list_goes_on_behind_it()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 0);
        shop.Workiz.Script = request => request.List switch
        {
            { Offset: 1 } => new WorkizAnswer.Page([], More: true) { Rows = 100, Odd = [.. Enumerable.Range(1, 100).Select(row => new OddRow(0, row, "no job record"))] },
            { } list => new WorkizAnswer.Page([.. Enumerable.Range(list.Offset * 100, 100).Select(job => ScriptedWorkiz.Document($"L{job:000}"))], More: list.Offset < 2),
            null => null,
        };
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Requests.Select(request => request.List?.Offset).ShouldBe([0, 1, 2]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => (state.Counters.Completed, state.Counters.Failed, state.OddRows.Total).ShouldBe((200, 100, 100)),
            state => state.OddRows.First[0].ShouldBe(new OddRow(2, 1, "no job record")));
    }
}
