using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Rows b and c: a list that always has one more page, but nothing to take from it.</summary>
public sealed class EndlessListTests
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
            state => state.Error.ShouldBe(Listing.Repeats));
    }
}
