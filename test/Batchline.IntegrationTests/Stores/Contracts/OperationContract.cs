using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class OperationContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task An_operation_comes_back_as_it_was_inserted()
    {
        var operation = Sample.Operation(1) with
        {
            Strategy = Strategy.ListFirst,
            Since = Sample.Start.AddDays(-3),
            Full = true,
            ToleratedFailurePercent = 12.5,
            IdempotencyKey = "key",
            RequestHash = "hash",
            Admitted = true,
            Rev = 4,
            Accounts = 7,
            Skipped = [Sample.AccountId(1), Sample.AccountId(2)],
            SkippedTotal = 3_000,
            EndTime = Sample.Start.AddHours(1),
            Error = "reason",
        };

        (await Store.Operations.InsertAsync(operation, Cancel)).ShouldBeNull();

        (await Store.Operations.GetAsync(operation.Id, Cancel)).ShouldHold(operation);
    }

    [Fact]
    public async Task An_unknown_operation_is_null() =>
        (await Store.Operations.GetAsync(Sample.OperationId(1), Cancel)).ShouldBeNull();

    [Fact]
    public async Task The_same_idempotency_key_answers_the_earlier_operation()
    {
        var earlier = Sample.Operation(1) with { IdempotencyKey = "key", RequestHash = "hash" };
        await Store.Operations.InsertAsync(earlier, Cancel);

        var answer = await Store.Operations.InsertAsync(Sample.Operation(2) with { IdempotencyKey = "key" }, Cancel);

        answer.ShouldHold(earlier);
        (await Store.Operations.GetAsync(Sample.OperationId(2), Cancel)).ShouldBeNull();
        (await Store.Operations.FindAsync("key", Cancel)).ShouldHold(earlier);
        (await Store.Operations.FindAsync("other", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Operations_without_idempotency_key_do_not_clash()
    {
        (await Store.Operations.InsertAsync(Sample.Operation(1), Cancel)).ShouldBeNull();
        (await Store.Operations.InsertAsync(Sample.Operation(2), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_inserts_with_one_idempotency_key_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            Store.Operations.InsertAsync(Sample.Operation(number) with { IdempotencyKey = "key" }, Cancel)));

        answers.Count(answer => answer is null).ShouldBe(1);
        answers.OfType<Operation>().DistinctBy(answer => answer.Id).Count().ShouldBe(1);
        (await Store.Operations.ListAsync([], null, 100, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_replacement_follows_the_revision_before_it()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1) with { Rev = 1 }, Cancel);
        var paused = Sample.Operation(1, OperationStatus.Paused) with { Rev = 2, Error = "reason" };

        (await Store.Operations.ReplaceAsync(paused, Cancel)).ShouldBeTrue();

        (await Store.Operations.GetAsync(paused.Id, Cancel)).ShouldHold(paused);
    }

    [Fact]
    public async Task A_replacement_of_another_revision_changes_nothing()
    {
        var stored = Sample.Operation(1) with { Rev = 2 };
        await Store.Operations.InsertAsync(stored, Cancel);

        (await Store.Operations.ReplaceAsync(Sample.Operation(1, OperationStatus.Failed) with { Rev = 2 }, Cancel)).ShouldBeFalse();
        (await Store.Operations.ReplaceAsync(Sample.Operation(1, OperationStatus.Failed) with { Rev = 4 }, Cancel)).ShouldBeFalse();
        (await Store.Operations.ReplaceAsync(Sample.Operation(2) with { Rev = 1 }, Cancel)).ShouldBeFalse();

        (await Store.Operations.GetAsync(stored.Id, Cancel)).ShouldHold(stored);
        (await Store.Operations.GetAsync(Sample.OperationId(2), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Operations_are_listed_newest_first_page_by_page()
    {
        foreach (var number in new[] { 2, 4, 1, 3 })
            await Store.Operations.InsertAsync(Sample.Operation(number), Cancel);

        var first = await Store.Operations.ListAsync([], null, 3, Cancel);
        var second = await Store.Operations.ListAsync([], first[^1].Id, 3, Cancel);

        first.Select(operation => operation.Id).ShouldBe([Sample.OperationId(4), Sample.OperationId(3), Sample.OperationId(2)]);
        second.Select(operation => operation.Id).ShouldBe([Sample.OperationId(1)]);
    }

    [Fact]
    public async Task A_list_of_some_statuses_stays_newest_first()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1, OperationStatus.Paused), Cancel);
        await Store.Operations.InsertAsync(Sample.Operation(2, OperationStatus.CompletedWithErrors), Cancel);
        await Store.Operations.InsertAsync(Sample.Operation(3, OperationStatus.Processing), Cancel);
        await Store.Operations.InsertAsync(Sample.Operation(4, OperationStatus.Paused), Cancel);

        var listed = await Store.Operations.ListAsync(
            [OperationStatus.Paused, OperationStatus.CompletedWithErrors], Sample.OperationId(4), 5, Cancel);

        listed.Select(operation => operation.Id).ShouldBe([Sample.OperationId(2), Sample.OperationId(1)]);
    }

    [Fact]
    public async Task A_deletion_takes_the_batches_and_states_of_that_operation_only()
    {
        foreach (var number in new[] { 1, 2 })
        {
            await Store.Operations.InsertAsync(Sample.Operation(number), Cancel);
            await Store.Reservations.ReserveAsync([Sample.State(number, number)], Cancel);
            await Store.Batches.PlanAsync([Sample.Batch(number, number, 1)], Cancel);
        }

        (await Store.Retention.DeleteAsync(Sample.OperationId(1), 100, Cancel)).ShouldBeTrue();

        (await Store.Operations.GetAsync(Sample.OperationId(1), Cancel)).ShouldBeNull();
        (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel)).ShouldBeNull();
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(1), Cancel)).ShouldBeNull();
        (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel)).ShouldBeNull();
        (await Store.Operations.GetAsync(Sample.OperationId(2), Cancel)).ShouldNotBeNull();
        (await Store.States.GetAsync(Sample.OperationId(2), Sample.AccountId(2), Cancel)).ShouldNotBeNull();
        (await Store.Batches.GetAsync(Sample.Batch(2, 2, 1).Id, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deletion_is_bounded_and_keeps_the_operation_until_its_rows_are_gone()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1), Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await Store.Batches.PlanAsync([.. Enumerable.Range(1, 5).Select(number => Sample.Batch(1, 1, number))], Cancel);

        (await Store.Retention.DeleteAsync(Sample.OperationId(1), 3, Cancel)).ShouldBeFalse();

        (await Store.Operations.GetAsync(Sample.OperationId(1), Cancel)).ShouldNotBeNull();
        (await Store.Batches.ListAsync(new() { OperationId = Sample.OperationId(1) }, Cancel)).Count.ShouldBe(2);
        (await Store.Retention.DeleteAsync(Sample.OperationId(1), 3, Cancel)).ShouldBeFalse();
        (await Store.Retention.DeleteAsync(Sample.OperationId(1), 3, Cancel)).ShouldBeTrue();
        (await Store.Retention.DeleteAsync(Sample.OperationId(1), 3, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deletion_gives_the_key_and_the_accounts_free()
    {
        var refused = Sample.Operation(1) with { IdempotencyKey = "key" };
        await Store.Operations.InsertAsync(refused, Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2)], Cancel);

        (await Store.Retention.DeleteAsync(refused.Id, 100, Cancel)).ShouldBeTrue();

        (await Store.Operations.FindAsync("key", Cancel)).ShouldBeNull();
        (await Store.Operations.InsertAsync(Sample.Operation(2) with { IdempotencyKey = "key" }, Cancel)).ShouldBeNull();
        (await Store.Reservations.ReserveAsync([Sample.State(2, 1), Sample.State(2, 2)], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_operation_is_neither_replaced_nor_deleted_again()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1) with { Rev = 3 }, Cancel);
        await Store.Operations.InsertAsync(Sample.Operation(2), Cancel);
        await Store.Retention.DeleteAsync(Sample.OperationId(1), 100, Cancel);

        (await Store.Operations.ReplaceAsync(Sample.Operation(1) with { Rev = 4, Admitted = true }, Cancel)).ShouldBeFalse();
        (await Store.Retention.DeleteAsync(Sample.OperationId(1), 100, Cancel)).ShouldBeTrue();

        (await Store.Operations.ListAsync([], null, 10, Cancel)).Select(operation => operation.Id).ShouldBe([Sample.OperationId(2)]);
    }
}
