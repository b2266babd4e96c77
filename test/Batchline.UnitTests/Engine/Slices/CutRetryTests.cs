using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class CutRetryTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S4_A_retry_whose_process_died_between_the_batch_row_and_the_head_counts_once()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        shop.Workiz.Script = request => request.Uuid == "J001" ? new WorkizAnswer.Invalid("another job") : null;
        var operation = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromMinutes(5));
        var batch = (await shop.BatchesAsync(operation)).Single();
        shop.Workiz.Script = _ => null;

        await shop.Get<BatchRetrier>().RetryAsync(batch.Id, force: false, TestEnd);
        var command = (await shop.HeadAsync(account)).Commands.Single();
        await shop.Get<IBatchStore>().PlanAsync(
            [batch with { Status = BatchStatus.Pending, RetryCount = 1, EndTime = null, RetriedBy = command.Id, RetriedFrom = batch.Status }],
            TestEnd);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.BatchesAsync(operation)).Single().ShouldSatisfyAllConditions(
            retried => (retried.Status, retried.RetryCount).ShouldBe((BatchStatus.Completed, 1)));
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.Retries).ShouldBe((4, 0, 1)),
            counters => (counters.BatchesCompleted, counters.BatchesWithErrors).ShouldBe((1, 0)));
    }
}
