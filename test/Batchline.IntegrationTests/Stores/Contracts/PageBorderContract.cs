using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>Pages of no row, of exactly as many as there are, and of more than a thousand, which is where drivers and servers cut.</summary>
public abstract class PageBorderContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Many = 1_100;
    private static readonly AccountId Account = Sample.AccountId(1);
    private static readonly OperationId Operation = Sample.OperationId(1);

    private static AccountId[] Everybody { get; } = [.. Enumerable.Range(1, Many).Select(Sample.AccountId)];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public async Task A_page_holds_as_many_as_were_asked_for_or_are_there(int limit, int found)
    {
        await FillAsync(3);

        (await Store.Accounts.ListAsync(null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Deletions.ListMarkedAsync(null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Schedules.ListAsync(null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Schedules.DueAsync(limit, Cancel)).Count.ShouldBe(found);
        (await Store.Operations.ListAsync([], null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Operations.ListAsync([OperationStatus.Processing, OperationStatus.Paused], null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.States.ListAsync(Operation, null, null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.States.ListAsync(Operation, AccountStateStatus.Processing, null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Batches.ListAsync(new BatchQuery { OperationId = Operation, Limit = limit }, Cancel)).Count.ShouldBe(found);
        (await Store.Batches.ListAsync(new BatchQuery { OperationId = Operation, Statuses = [BatchStatus.Pending, BatchStatus.Failed], Limit = limit }, Cancel)).Count.ShouldBe(found);
        (await Store.Jobs.ListAsync(new JobQuery { Limit = limit }, Cancel)).Count.ShouldBe(found);
        (await Store.Keys.KeysAsync(Account, JobSelection.All, null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Notices.ListAsync(null, limit, Cancel)).Count.ShouldBe(found);
        (await Store.Notices.ClaimAsync(TimeSpan.FromMinutes(1), limit, Cancel)).Count.ShouldBe(found);
    }

    [Fact]
    public async Task A_list_of_nothing_asks_for_nothing()
    {
        (await Store.Heads.ReadAsync([], Cancel)).ShouldBeEmpty();
        (await Store.Jobs.GetAsync(Account, [], Cancel)).ShouldBeEmpty();
        (await Store.Jobs.SyncOfAsync(Account, [], Cancel)).ShouldBeEmpty();
        (await Store.Reservations.ReserveAsync([], Cancel)).ShouldBeEmpty();
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await Store.Reservations.WithdrawAsync(Operation, [], Cancel);
        await Store.Batches.PlanAsync([], Cancel);
        await Store.Inbox.WakeAsync([], Cancel);
        await Store.Inbox.SetControlAsync([], new Control(Operation, ControlAction.Pause, 1), Cancel);
        await Store.Import.ImportJobsAsync([], Cancel);
        await Store.Import.ImportStatesAsync([], Cancel);

        (await Store.States.ListAsync(Operation, null, null, 10, Cancel)).ShouldHaveSingleItem();
        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_a_thousand_states_are_reserved_listed_and_withdrawn()
    {
        (await Store.Reservations.ReserveAsync([.. Enumerable.Range(1, Many).Select(account => Sample.State(1, account))], Cancel)).ShouldBeEmpty();
        (await Store.States.ListAsync(Operation, null, null, Many + 1, Cancel)).Select(state => state.AccountId).ShouldBe(Everybody);

        await Store.Reservations.WithdrawAsync(Operation, Everybody[1..], Cancel);

        (await Store.States.ListAsync(Operation, null, null, Many + 1, Cancel)).ShouldHaveSingleItem().AccountId.ShouldBe(Account);
    }

    [Fact]
    public async Task More_than_a_thousand_accounts_are_woken_and_read()
    {
        await Store.Inbox.WakeAsync(Everybody, Cancel);

        (await Store.Inbox.DueAsync(Many + 1, Cancel)).Accounts.ShouldBe(Everybody);
        (await Store.Heads.ReadAsync(Everybody, Cancel)).Select(head => head.AccountId).ShouldBe(Everybody, ignoreOrder: true);
        (await Store.Inbox.DueAsync(Many - 1, Cancel)).Accounts.Count.ShouldBe(Many - 1);
    }

    [Fact]
    public async Task More_than_a_thousand_jobs_are_stored_and_read_at_once()
    {
        string[] uuids = [.. Enumerable.Range(0, Many).Select(number => $"J{number:0000}")];
        await StoreAsync(Account, [.. uuids.Select(uuid => Sample.Replace(uuid, Now))]);

        (await Store.Jobs.GetAsync(Account, uuids, Cancel)).Count.ShouldBe(Many);
        (await Store.Jobs.SyncOfAsync(Account, [.. uuids, "unknown", "J0000"], Cancel)).Keys.ShouldBe(uuids, ignoreOrder: true);
        (await Store.Keys.KeysAsync(Account, JobSelection.All, null, Many + 1, Cancel)).ShouldBe(uuids);
        (await Store.Jobs.ListAsync(new JobQuery { AccountId = Account, Limit = Many + 1 }, Cancel)).Count.ShouldBe(Many);
    }

    [Fact]
    public async Task More_than_a_thousand_batches_are_planned_listed_and_deleted()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1), Cancel);
        await Store.Batches.PlanAsync([.. Enumerable.Range(1, Many).Select(number => Sample.Batch(1, 1, number))], Cancel);
        (await Store.Batches.ListAsync(new BatchQuery { OperationId = Operation, Limit = Many + 1 }, Cancel))
            .Select(batch => batch.Number).ShouldBe(Enumerable.Range(1, Many));

        (await Store.Retention.DeleteBatchesAsync(Operation, Many - 1, Cancel)).ShouldBe(Many - 1);
        (await Store.Retention.DeleteAsync(Operation, 1, Cancel)).ShouldBeFalse();
        (await Store.Retention.DeleteAsync(Operation, 1, Cancel)).ShouldBeTrue();

        (await Store.Operations.GetAsync(Operation, Cancel)).ShouldBeNull();
    }

    private async Task FillAsync(int rows)
    {
        foreach (var number in Enumerable.Range(1, rows))
        {
            await Store.Accounts.AddAsync(Sample.Account(number) with { Deletion = new AccountDeletion("mark", WithJobs: false, Decided: false) }, Cancel);
            await Store.Schedules.AddAsync(Sample.Schedule(number) with { NextRunAt = Now }, Cancel);
            await Store.Operations.InsertAsync(Sample.Operation(number), Cancel);
            await Store.Notices.AddAsync(Sample.Notice(number), Cancel);
            await StoreAsync(Account, Sample.Replace($"JOB{number}", Now));
        }
        await Store.Reservations.ReserveAsync([.. Enumerable.Range(1, rows).Select(account => Sample.State(1, account))], Cancel);
        await Store.Batches.PlanAsync([.. Enumerable.Range(1, rows).Select(number => Sample.Batch(1, 1, number))], Cancel);
    }
}
