using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.Context;

/// <summary>A slice ends within its budget however slow Workiz is, loses nothing and goes forward where that is possible.</summary>
public sealed class SliceBudgetTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task An_answer_a_slice_is_enough_to_go_forward_and_no_call_is_wasted()
    {
        using var shop = new Workshop(Budget);
        var account = await shop.AddAccountAsync(1, 4);
        var operation = await shop.StartAsync();
        shop.Workiz.Latency = TimeSpan.FromSeconds(12);

        var slices = await SlicesUntilEndedAsync(shop, operation, account);

        shop.Workiz.Gets.ShouldBe(["J000", "J001", "J002", "J003"]);
        slices.Max().ShouldBeLessThanOrEqualTo(Budget);
        (await shop.BatchesAsync(operation)).ShouldHaveSingleItem().CompletedJobs.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(13)]
    public async Task Whatever_the_latency_nothing_is_lost_and_every_slice_ends_in_time(int latency)
    {
        using var shop = new Workshop(Budget);
        var account = await shop.AddAccountAsync(1, 30);
        var operation = await shop.StartAsync();
        shop.Workiz.Latency = TimeSpan.FromSeconds(latency);

        var slices = await SlicesUntilEndedAsync(shop, operation, account);

        slices.Max().ShouldBeLessThanOrEqualTo(Budget);
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Total, counters.Completed, counters.Failed).ShouldBe((30, 30, 0)),

            // The first answers teach how long one takes; until then a request may be begun that is aborted.
            counters => counters.Calls.ShouldBeInRange(30, 32),
            counters => counters.Calls.ShouldBe(shop.Workiz.Requests.Count));
    }

    [Fact]
    public async Task When_no_answer_can_fit_the_account_says_so_and_goes_on_when_one_can()
    {
        using var shop = new Workshop(Budget);
        var account = await shop.AddAccountAsync(1, 4);
        var operation = await shop.StartAsync();
        shop.Workiz.Latency = TimeSpan.FromSeconds(16);

        for (var slice = 0; slice < 6; slice++)
        {
            var began = shop.Clock.GetUtcNow();
            Slice(shop, account);
            (shop.Clock.GetUtcNow() - began).ShouldBeLessThanOrEqualTo(Budget);
            (await shop.StateAsync(operation, account)).WaitingReason.ShouldBe(WaitingReason.Budget);
            shop.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        shop.Workiz.Latency = TimeSpan.FromSeconds(1);
        await SlicesUntilEndedAsync(shop, operation, account);

        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.WaitingReason.ShouldBeNull(),
            state => (state.Counters.Completed, state.Counters.Failed).ShouldBe((4, 0)));
    }

    [Fact]
    public async Task A_job_that_is_never_answered_holds_up_no_other()
    {
        using var shop = new Workshop(Budget);
        var account = await shop.AddAccountAsync(1, 5);
        var operation = await shop.StartAsync();
        shop.Workiz.LatencyOf = request => request.Uuid == "J001" ? TimeSpan.FromMinutes(1) : null;

        var slices = await SlicesUntilEndedAsync(shop, operation, account);

        slices.Max().ShouldBeLessThanOrEqualTo(Budget);
        var batch = (await shop.BatchesAsync(operation)).ShouldHaveSingleItem();
        batch.CompletedJobs.ShouldBe(["J000", "J002", "J003", "J004"], ignoreOrder: true);
        batch.Errors.ShouldHaveSingleItem().ShouldStartWith("J001: no answer within");
    }

    [Fact]
    public async Task With_too_little_time_for_an_answer_no_request_is_begun()
    {
        using var shop = new Workshop(Budget);
        var account = await shop.AddAccountAsync(1, 2);
        await shop.StartAsync();
        shop.Workiz.Latency = TimeSpan.FromSeconds(8);
        Slice(shop, account);
        shop.Clock.Advance(TimeSpan.FromSeconds(5));

        var result = Slice(shop, account, TimeSpan.FromSeconds(6));

        result.Jobs.ShouldBe(0);
        shop.Workiz.Requests.Count.ShouldBe(1);
    }

    private static SliceResult Slice(Workshop shop, AccountId account, TimeSpan? budget = null) => Turns.PassUntilDone(
        shop.Clock,
        () => shop.Get<SliceRunner>().RunAsync(account, budget ?? Budget, null, TestContext.Current.CancellationToken));

    /// <returns>How long each slice took.</returns>
    private static async Task<IReadOnlyList<TimeSpan>> SlicesUntilEndedAsync(Workshop shop, OperationId operation, AccountId account)
    {
        var took = new List<TimeSpan>();
        while (!OperationTransitions.IsTerminal((await shop.OperationAsync(operation)).Status))
        {
            took.Count.ShouldBeLessThan(100, "the operation goes forward");
            var began = shop.Clock.GetUtcNow();
            var slice = Slice(shop, account);
            took.Add(shop.Clock.GetUtcNow() - began);
            shop.Clock.Advance(slice.DueIn ?? TimeSpan.FromSeconds(1));
        }
        return took;
    }
}
