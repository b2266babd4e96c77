using Batchline.Engine.Batches;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class BatchContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_batch_comes_back_as_it_was_planned()
    {
        var batch = Sample.Batch(1, 1, 1, BatchStatus.CompletedWithErrors) with
        {
            CompletedJobs = ["A", "B"],
            FailedJobs = ["C"],
            MissingJobs = ["D"],
            Errors = ["C: a \"reason\""],
            RetryCount = 1,
            AutoRetries = 2,
            StartTime = Sample.Start,
            EndTime = Sample.Start.AddMinutes(1),
            NextAttemptAt = Sample.Start.AddMinutes(2),
            Fence = 7,
            Seq = 3,
        };

        await Store.Batches.PlanAsync([batch], Cancel);

        (await Store.Batches.GetAsync(batch.Id, Cancel)).ShouldHold(batch);
    }

    [Fact]
    public async Task An_unknown_batch_is_null() =>
        (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel)).ShouldBeNull();

    [Theory]
    [InlineData(5, 9)]
    [InlineData(6, 0)]
    public async Task Planning_a_number_again_overwrites_and_keeps_the_first_id(long fence, long seq)
    {
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1) with { Fence = 5, Seq = 9 }], Cancel);

        await Store.Batches.PlanAsync([Sample.Batch(9, 9, 9) with
        {
            OperationId = Sample.OperationId(1),
            AccountId = Sample.AccountId(1),
            Number = 1,
            JobUuids = ["NEW"],
            Fence = fence,
            Seq = seq,
        }], Cancel);

        var stored = await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel);
        stored.ShouldNotBeNull().JobUuids.ShouldBe(["NEW"]);
        (stored.Fence, stored.Seq).ShouldBe((fence, seq));
        (await Store.Batches.GetAsync(Sample.Batch(9, 9, 9).Id, Cancel)).ShouldBeNull();
    }

    [Theory]
    [InlineData(4, 99)]
    [InlineData(5, 8)]
    public async Task Planning_under_a_smaller_pair_changes_nothing(long fence, long seq)
    {
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1) with { Fence = 5, Seq = 9 }], Cancel);

        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1) with { JobUuids = ["NEW"], Fence = fence, Seq = seq }], Cancel);

        (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel))!.JobUuids.ShouldBe(Sample.Batch(1, 1, 1).JobUuids);
    }

    [Fact]
    public async Task The_next_batch_is_the_lowest_open_one()
    {
        await Store.Batches.PlanAsync([
            Sample.Batch(1, 1, 1, BatchStatus.Completed),
            Sample.Batch(1, 1, 2, BatchStatus.Failed),
            Sample.Batch(1, 1, 3, BatchStatus.Processing),
            Sample.Batch(1, 1, 4),
            Sample.Batch(1, 2, 1),
            Sample.Batch(2, 1, 1),
        ], Cancel);

        var next = await NextAsync(through: 4);

        next.Due!.Number.ShouldBe(3);
        next.NextAttemptAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_pending_batch_comes_before_a_higher_one_that_is_processing()
    {
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 2, BatchStatus.Processing), Sample.Batch(1, 1, 1)], Cancel);

        (await NextAsync(through: 2)).Due!.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_that_waits_for_its_retry_lets_later_ones_go_first()
    {
        await Store.Batches.PlanAsync([
            Sample.Batch(1, 1, 1) with { NextAttemptAt = Now.AddSeconds(30) },
            Sample.Batch(1, 1, 2),
        ], Cancel);

        (await NextAsync(through: 2)).Due!.Number.ShouldBe(2);
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await NextAsync(through: 2)).Due!.Number.ShouldBe(1);
    }

    [Fact]
    public async Task With_only_waiting_batches_the_earliest_attempt_is_answered()
    {
        await Store.Batches.PlanAsync([
            Sample.Batch(1, 1, 1) with { NextAttemptAt = Now.AddSeconds(50) },
            Sample.Batch(1, 1, 2) with { NextAttemptAt = Now.AddSeconds(30) },
            Sample.Batch(1, 1, 3) with { NextAttemptAt = Now.AddSeconds(10) },
        ], Cancel);

        (await NextAsync(through: 2)).ShouldBe(new NextBatch(null, Now.AddSeconds(30)));
    }

    [Fact]
    public async Task Numbers_behind_the_total_exist_for_nobody()
    {
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1, BatchStatus.Completed), Sample.Batch(1, 1, 2)], Cancel);

        (await NextAsync(through: 1)).ShouldBe(new NextBatch(null, null));
    }

    [Fact]
    public async Task A_checkpoint_writes_batches_with_the_pair_of_its_head()
    {
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));

        await CommitAsync(head, [Sample.Batch(1, 1, 1, BatchStatus.Completed) with { CompletedJobs = ["A"] }]);

        var batch = (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel)).ShouldNotBeNull();
        batch.Status.ShouldBe(BatchStatus.Completed);
        batch.CompletedJobs.ShouldBe(["A"]);
        (batch.Fence, batch.Seq).ShouldBe((head.Fence, head.Seq));
    }

    [Fact]
    public async Task A_late_batch_under_an_old_fence_changes_nothing()
    {
        var old = await AcquireAsync(Sample.AccountId(1), "old");
        Clock.Advance(Lease);
        var head = await AcquireAsync(Sample.AccountId(1), "new");
        await CommitAsync(head, [Sample.Batch(1, 1, 1, BatchStatus.Completed)]);

        (await CommitAsync(old, [Sample.Batch(1, 1, 1, BatchStatus.Processing)], cancel: Sample.OperationId(1))).ShouldBeNull();

        (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel))!.Status.ShouldBe(BatchStatus.Completed);
    }

    [Fact]
    public async Task A_checkpoint_changes_no_batch_that_is_newer()
    {
        var newer = Sample.Batch(1, 1, 1) with { Fence = Now.AddDays(1).ToUnixTimeMilliseconds() };
        await Store.Batches.PlanAsync([newer], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));

        (await CommitAsync(head, [Sample.Batch(1, 1, 1, BatchStatus.Completed)], cancel: Sample.OperationId(1))).ShouldNotBeNull();

        (await Store.Batches.GetAsync(newer.Id, Cancel)).ShouldHold(newer);
    }

    [Fact]
    public async Task A_cancelling_checkpoint_cancels_open_batches_of_that_account_and_operation_only()
    {
        await Store.Batches.PlanAsync([
            Sample.Batch(1, 1, 1, BatchStatus.Completed),
            Sample.Batch(1, 1, 2, BatchStatus.Processing),
            Sample.Batch(1, 1, 3) with { NextAttemptAt = Now },
            Sample.Batch(1, 2, 1),
            Sample.Batch(2, 1, 1),
        ], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));

        await CommitAsync(head, Array.Empty<Batch>(), cancel: Sample.OperationId(1));

        await StatusShouldBe(Sample.Batch(1, 1, 1), BatchStatus.Completed);
        await StatusShouldBe(Sample.Batch(1, 1, 2), BatchStatus.Cancelled);
        await StatusShouldBe(Sample.Batch(1, 1, 3), BatchStatus.Cancelled);
        await StatusShouldBe(Sample.Batch(1, 2, 1), BatchStatus.Pending);
        await StatusShouldBe(Sample.Batch(2, 1, 1), BatchStatus.Pending);
        var cancelled = (await Store.Batches.GetAsync(Sample.Batch(1, 1, 3).Id, Cancel)).ShouldNotBeNull();
        cancelled.EndTime.ShouldBe(Now);
        cancelled.NextAttemptAt.ShouldBeNull();
        (cancelled.Fence, cancelled.Seq).ShouldBe((head.Fence, head.Seq));
    }

    [Fact]
    public async Task A_batch_of_the_same_checkpoint_is_written_after_the_cancelling()
    {
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1, BatchStatus.Processing)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));

        await CommitAsync(
            head, [Sample.Batch(1, 1, 1, BatchStatus.Cancelled) with { CompletedJobs = ["A"] }], Sample.OperationId(1));

        (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel))!.CompletedJobs.ShouldBe(["A"]);
    }

    [Fact]
    public async Task Batches_are_listed_by_account_and_number_page_by_page()
    {
        await Store.Batches.PlanAsync([
            Sample.Batch(1, 2, 1), Sample.Batch(1, 1, 10), Sample.Batch(1, 1, 9), Sample.Batch(2, 1, 1),
        ], Cancel);
        var query = new BatchQuery { OperationId = Sample.OperationId(1), Limit = 2 };

        var first = await Store.Batches.ListAsync(query, Cancel);
        var second = await Store.Batches.ListAsync(query with { After = (first[^1].AccountId, first[^1].Number) }, Cancel);

        first.Select(batch => batch.Number).ShouldBe([9, 10]);
        second.ShouldHaveSingleItem().AccountId.ShouldBe(Sample.AccountId(2));
    }

    [Fact]
    public async Task Batches_of_some_statuses_or_one_account_are_listed_in_the_same_order()
    {
        await Store.Batches.PlanAsync([
            Sample.Batch(1, 1, 1, BatchStatus.Failed),
            Sample.Batch(1, 1, 2, BatchStatus.Completed),
            Sample.Batch(1, 1, 3, BatchStatus.CompletedWithErrors),
            Sample.Batch(1, 2, 1, BatchStatus.Failed),
            Sample.Batch(1, 2, 2, BatchStatus.Pending),
        ], Cancel);
        var query = new BatchQuery
        {
            OperationId = Sample.OperationId(1),
            Statuses = [BatchStatus.CompletedWithErrors, BatchStatus.Failed],
        };

        (await NumbersAsync(query)).ShouldBe([(1, 1), (1, 3), (2, 1)]);
        (await NumbersAsync(query with { AccountId = Sample.AccountId(1) })).ShouldBe([(1, 1), (1, 3)]);
        (await NumbersAsync(query with { After = (Sample.AccountId(1), 1), Limit = 1 })).ShouldBe([(1, 3)]);
        (await NumbersAsync(query with { AccountId = Sample.AccountId(2), Statuses = [] })).ShouldBe([(2, 1), (2, 2)]);
    }

    private Task<NextBatch> NextAsync(int through) =>
        Store.Batches.NextAsync(new NextBatchQuery(Sample.OperationId(1), Sample.AccountId(1), through, Now), Cancel);

    private async Task StatusShouldBe(Batch batch, BatchStatus status) =>
        (await Store.Batches.GetAsync(batch.Id, Cancel))!.Status.ShouldBe(status);

    private async Task<List<(int Account, int Number)>> NumbersAsync(BatchQuery query) =>
        [.. (await Store.Batches.ListAsync(query, Cancel))
            .Select(batch => (batch.AccountId == Sample.AccountId(1) ? 1 : 2, batch.Number))];
}
