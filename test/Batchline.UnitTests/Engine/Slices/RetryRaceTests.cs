using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Operations.Steer;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class RetryRaceTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S4_A_retry_whose_process_died_between_the_batch_row_and_the_head_counts_once()
    {
        using var shop = new Workshop();
        var (account, operation, batch) = await shop.FailOneAsync();
        shop.Workiz.Script = _ => null;

        await RetryAndCutAsync(shop, account, batch);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.BatchesAsync(operation)).Single().ShouldSatisfyAllConditions(
            retried => (retried.Status, retried.RetryCount).ShouldBe((BatchStatus.Completed, 1)));
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.Retries).ShouldBe((4, 0, 1)),
            counters => (counters.BatchesCompleted, counters.BatchesWithErrors).ShouldBe((1, 0)));
    }

    [Fact]
    public async Task S4_A_cut_retry_that_is_dropped_leaves_the_batch_as_it_was()
    {
        using var shop = new Workshop();
        var (account, operation, batch) = await shop.FailOneAsync();
        await RetryAndCutAsync(shop, account, batch);

        // Another operation takes the account before the retry is carried out again.
        var other = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (await shop.BatchesAsync(operation)).Single().ShouldSatisfyAllConditions(
            kept => (kept.Status, kept.RetryCount).ShouldBe((batch.Status, 0)),
            kept => kept.EndTime.ShouldNotBeNull());
        (await shop.StateAsync(operation, account)).Status.ShouldBe(AccountStateStatus.Completed);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.OperationAsync(other)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
    }

    [Fact]
    public async Task An_operation_does_not_end_while_a_retry_is_taken_up()
    {
        using var shop = new Workshop();
        var (account, operation, batch) = await shop.FailOneAsync();
        shop.Workiz.Script = _ => null;
        await shop.Get<BatchRetrier>().RetryAsync(batch.Id, force: false, TestEnd);

        // Another process looks whether the operation has ended: at the states before the retry is taken up, at the heads behind.
        var taken = new TaskCompletionSource();
        var looking = Task.FromResult(false);
        shop.Heads.Committing = checkpoint =>
        {
            if (checkpoint.Head.HandledCommands.Count == 0)
                return Task.CompletedTask;
            shop.Heads.Committing = _ =>
            {
                taken.TrySetResult();
                return Task.CompletedTask;
            };
            shop.Heads.Reading = () => taken.Task;
            looking = shop.Get<OperationCloser>().AdvanceAsync(operation, TestEnd);
            return Task.CompletedTask;
        };
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        taken.Task.IsCompleted.ShouldBeTrue();
        (await looking).ShouldBeFalse();
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Status.ShouldBe(AccountStateStatus.Completed);
    }

    /// <summary>A retry whose process died between the batch row and the head.</summary>
    private static async Task RetryAndCutAsync(Workshop shop, AccountId account, Batch batch)
    {
        await shop.Get<BatchRetrier>().RetryAsync(batch.Id, force: false, TestEnd);
        var command = (await shop.HeadAsync(account)).Commands.Single();
        await shop.Get<IBatchStore>().PlanAsync(
            [batch with { Status = BatchStatus.Pending, RetryCount = 1, EndTime = null, RetriedBy = command.Id, RetriedFrom = batch.Status }],
            TestEnd);
    }
}
