using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>Writes whose answer was lost and that are asked for again, and opposite writes at the same moment.</summary>
public abstract class RepetitionContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Account = Sample.AccountId(1);
    private static readonly OperationId Operation = Sample.OperationId(1);

    [Fact]
    public async Task A_replacement_asked_for_again_is_refused_and_stands_as_it_was()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1), Cancel);
        await Store.Schedules.AddAsync(Sample.Schedule(1), Cancel);
        var (operation, schedule) = (Sample.Operation(1) with { Rev = 1, Error = "x" }, Sample.Schedule(1) with { Rev = 1, Name = "x" });

        (await Store.Operations.ReplaceAsync(operation, Cancel)).ShouldBeTrue();
        (await Store.Operations.ReplaceAsync(operation, Cancel)).ShouldBeFalse();
        (await Store.Schedules.ReplaceAsync(schedule, Cancel)).ShouldBeTrue();
        (await Store.Schedules.ReplaceAsync(schedule, Cancel)).ShouldBeFalse();

        (await Store.Operations.GetAsync(Operation, Cancel)).ShouldHold(operation);
        (await Store.Schedules.GetAsync(schedule.Id, Cancel)).ShouldHold(schedule);
    }

    [Fact]
    public async Task A_notice_is_settled_once_and_put_off_as_often_as_asked()
    {
        await Store.Notices.AddAsync(Sample.Notice(1), Cancel);
        var notice = (await Store.Notices.ClaimAsync(TimeSpan.FromMinutes(1), 1, Cancel)).ShouldHaveSingleItem();

        (await Store.Notices.SettleAsync(notice with { Result = "500" }, TimeSpan.FromSeconds(10), Cancel)).ShouldBeTrue();
        (await Store.Notices.SettleAsync(notice with { Result = "500" }, TimeSpan.FromSeconds(10), Cancel)).ShouldBeTrue();
        (await Store.Notices.SettleAsync(notice with { Status = NoticeStatus.Delivered, Result = "200" }, TimeSpan.Zero, Cancel)).ShouldBeTrue();
        (await Store.Notices.SettleAsync(notice with { Status = NoticeStatus.GivenUp, Result = "late" }, TimeSpan.Zero, Cancel)).ShouldBeFalse();

        (await Store.Notices.ListAsync(null, 1, Cancel)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            stored => stored.Status.ShouldBe(NoticeStatus.Delivered),
            stored => stored.Result.ShouldBe("200"),
            stored => stored.Attempts.ShouldBe(1));
    }

    [Fact]
    public async Task Plans_imports_withdrawals_and_deletions_may_be_repeated()
    {
        var state = Sample.State(2, 1) with { Active = false, Status = AccountStateStatus.Completed };
        for (var turn = 0; turn < 2; turn++)
        {
            await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2)], Cancel);
            await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1), Sample.Batch(1, 1, 2)], Cancel);
            await Store.Import.ImportStatesAsync([state], Cancel);
        }
        (await Store.States.ListAsync(Operation, null, null, 10, Cancel)).Count.ShouldBe(2);
        (await Store.Batches.ListAsync(new() { OperationId = Operation }, Cancel)).Count.ShouldBe(2);
        (await Store.States.ListAsync(Sample.OperationId(2), null, null, 10, Cancel)).ShouldHaveSingleItem().Active.ShouldBeFalse();

        for (var turn = 0; turn < 2; turn++)
        {
            await Store.Reservations.WithdrawAsync(Operation, [Account], Cancel);
            (await Store.Retention.DeleteAsync(Sample.OperationId(2), 10, Cancel)).ShouldBeTrue();
            (await Store.Retention.DeleteBatchesAsync(Operation, 10, Cancel)).ShouldBe(turn == 0 ? 2 : 0);
        }
        (await Store.States.ListAsync(Operation, null, null, 10, Cancel)).ShouldHaveSingleItem().AccountId.ShouldBe(Sample.AccountId(2));
        (await Store.States.ListAsync(Sample.OperationId(2), null, null, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkpoint_asked_for_again_answers_the_same_and_under_a_new_id_nothing()
    {
        var head = await AcquireAsync(Account);
        var write = Write(head) with { Body = head.Body with { Blocked = "once" } };

        var first = (await CommitAsync(head, write)).ShouldNotBeNull();
        (await CommitAsync(head, write)).ShouldHold(first);
        (await CommitAsync(head, write with { WriteId = "another", Body = head.Body with { Blocked = "twice" } })).ShouldBeNull();

        (await ReadAsync(Account)).Body.Blocked.ShouldBe("once");
    }

    [Fact]
    public async Task Commands_put_in_and_taken_out_at_once_are_each_there_or_gone()
    {
        await using var other = OpenNode();
        foreach (var number in Enumerable.Range(1, 10))
            await Store.Inbox.AppendAsync([Account], Sample.Command(number), Cancel);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => number <= 10
            ? other.Inbox.RemoveAsync(Account, Sample.Command(number).Id, Cancel)
            : Store.Inbox.AppendAsync([Account], Sample.Command(number), Cancel)));

        (await ReadAsync(Account)).Commands.Select(command => command.Id).ShouldBe(
            Enumerable.Range(11, 10).Select(number => Sample.Command(number).Id), ignoreOrder: true);
    }

    [Fact]
    public async Task Controls_written_at_once_leave_the_one_of_the_latest_revision()
    {
        await using var other = OpenNode();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(rev => (rev % 2 == 0 ? Store : other).Inbox.SetControlAsync(
            [Account], new Control(Operation, rev % 3 == 0 ? ControlAction.Pause : ControlAction.Run, rev), Cancel)));

        (await ReadAsync(Account)).Control.ShouldBe(new Control(Operation, ControlAction.Run, 20));
    }

    [Fact]
    public async Task A_reservation_and_a_withdrawal_at_once_leave_one_of_the_two()
    {
        await using var other = OpenNode();
        AccountState[] states = [.. Enumerable.Range(1, 20).Select(account => Sample.State(1, account))];
        await Store.Reservations.ReserveAsync(states, Cancel);

        await Task.WhenAll(
            Store.Reservations.WithdrawAsync(Operation, null, Cancel),
            other.Reservations.ReserveAsync([.. states.Select((state, index) => Sample.State(2, index + 1))], Cancel));
        foreach (var account in Enumerable.Range(1, 20).Select(Sample.AccountId))
            (await Store.Reservations.GetActiveAsync(account, Cancel))?.OperationId.ShouldBe(Sample.OperationId(2));

        (await Store.States.ListAsync(Operation, null, null, 100, Cancel)).ShouldBeEmpty();
    }
}
