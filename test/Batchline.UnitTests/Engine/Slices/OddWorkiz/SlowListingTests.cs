using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row i: pages of the list come minutes or hours apart.</summary>
public sealed class SlowListingTests
{
    private const int Pages = 4;

    [Theory]
    [InlineData(11)]
    [InlineData(60)]
    public async Task I_A_listing_goes_on_at_a_pace_of_eleven_minutes_and_of_an_hour(int minutes)
    {
        using var shop = new Workshop { Interval = TimeSpan.FromMinutes(minutes) };
        var account = await shop.AddAccountAsync(1, 0);
        shop.Workiz.Script = request => request.List is { } list ? PageAt(list.Offset) : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromDays(2));

        shop.Workiz.Requests.Select(request => request.List?.Offset).ShouldBe([0, 1, 2, 3]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(Pages * 100);
    }

    [Fact]
    public async Task I_A_listing_held_up_by_the_quota_for_an_hour_at_each_page_starts_again_three_times_and_then_goes_on()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 0);
        shop.Workiz.Script = request => request.List is not { } list ? null
            : shop.Workiz.Requests.Count % 2 == 0 ? new WorkizAnswer.QuotaReached(TimeSpan.FromHours(1), "quota")
            : PageAt(list.Offset);
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromDays(2));

        shop.Workiz.Requests.Where((_, place) => place % 2 == 0).Select(request => request.List?.Offset).ShouldBe([0, 0, 0, 0, 1, 2, 3]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(Pages * 100);
    }

    private static WorkizAnswer.Page PageAt(int offset) => new(
        [.. Enumerable.Range(offset * 100, 100).Select(job => ScriptedWorkiz.Document($"L{job:0000}"))], More: offset < Pages - 1);
}
