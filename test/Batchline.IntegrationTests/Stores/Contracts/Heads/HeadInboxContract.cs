using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Heads;

public abstract class HeadInboxContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Account = Sample.AccountId(1);

    [Fact]
    public async Task A_command_makes_the_head_and_makes_it_due()
    {
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);

        var head = await ReadAsync(Account);
        head.Commands.ShouldBe([Sample.Command(1)]);
        head.DueAt.ShouldBe(Now);
        head.Leased.ShouldBeFalse();
        (await AcquireAsync(Account)).TakenOver.ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_queued_twice_is_there_once()
    {
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);
        await Store.Inbox.AppendAsync([Account], Sample.Command(2), Cancel);
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);

        (await ReadAsync(Account)).Commands.ShouldBe([Sample.Command(1), Sample.Command(2)]);
    }

    [Fact]
    public async Task A_command_is_removed_while_it_is_queued()
    {
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);
        await Store.Inbox.AppendAsync([Account], Sample.Command(2), Cancel);

        (await Store.Inbox.RemoveAsync(Account, Sample.Command(1).Id, Cancel)).ShouldBeTrue();
        (await Store.Inbox.RemoveAsync(Account, Sample.Command(1).Id, Cancel)).ShouldBeFalse();
        (await Store.Inbox.RemoveAsync(Sample.AccountId(2), Sample.Command(1).Id, Cancel)).ShouldBeFalse();

        (await ReadAsync(Account)).Commands.ShouldBe([Sample.Command(2)]);
    }

    [Fact]
    public async Task The_inbox_does_not_disturb_the_holder()
    {
        var head = await AcquireAsync(Account);
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);
        await Store.Inbox.SetControlAsync([Account], new Control(Sample.OperationId(1), ControlAction.Cancel, 1), Cancel);
        await Store.Inbox.WakeAsync([Account], Cancel);
        await Store.Inbox.RemoveAsync(Account, Sample.Command(1).Id, Cancel);

        var read = await ReadAsync(Account);

        (read.Fence, read.Seq, read.Leased).ShouldBe((head.Fence, head.Seq, true));
        (await CommitAsync(head)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_control_is_set_for_ten_thousand_accounts()
    {
        var control = new Control(Sample.OperationId(1), ControlAction.Pause, 1);
        AccountId[] accounts = [.. Enumerable.Range(1, 10_000).Select(Sample.AccountId)];
        await AcquireAsync(accounts[7]);

        await Store.Inbox.SetControlAsync(accounts, control, Cancel);

        var heads = await Store.Heads.ReadAsync(accounts, Cancel);
        heads.Count.ShouldBe(accounts.Length);
        heads.ShouldAllBe(head => head.Control == control && head.DueAt == Now);
    }

    [Fact]
    public async Task A_later_control_replaces_the_earlier_one()
    {
        await Store.Inbox.SetControlAsync([Account], new Control(Sample.OperationId(1), ControlAction.Pause, 1), Cancel);
        await Store.Inbox.SetControlAsync([Account], new Control(Sample.OperationId(2), ControlAction.Run, 1), Cancel);

        (await ReadAsync(Account)).Control.ShouldBe(new Control(Sample.OperationId(2), ControlAction.Run, 1));
    }

    [Fact]
    public async Task A_control_that_arrives_late_does_not_replace_one_of_a_later_revision()
    {
        var pause = new Control(Sample.OperationId(1), ControlAction.Pause, 3);
        await Store.Inbox.SetControlAsync([Account], pause, Cancel);
        await Store.Inbox.SetControlAsync([Account], new Control(Sample.OperationId(1), ControlAction.Run, 2), Cancel);
        (await ReadAsync(Account)).Control.ShouldBe(pause);

        await Store.Inbox.SetControlAsync([Account], new Control(Sample.OperationId(1), ControlAction.Run, 4), Cancel);
        (await ReadAsync(Account)).Control.ShouldBe(new Control(Sample.OperationId(1), ControlAction.Run, 4));
    }

    [Fact]
    public async Task A_command_keeps_all_it_says()
    {
        var command = new HeadCommand { Id = "aaaaaaaaaaaaaaaaaaaaaaaa", Kind = HeadCommandKind.Unblock, Uuid = "A.B$", Force = true };
        await Store.Inbox.AppendAsync([Account], command, Cancel);

        (await ReadAsync(Account)).Commands.ShouldBe([command]);
    }

    [Fact]
    public async Task Waking_keeps_an_earlier_due_time_and_moves_a_later_one()
    {
        await Store.Inbox.WakeAsync([Account], Cancel);
        var first = Now;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Store.Inbox.WakeAsync([Account], Cancel);
        (await ReadAsync(Account)).DueAt.ShouldBe(first);

        var head = await AcquireAsync(Account);
        await CommitAsync(head, Write(head) with { DueIn = TimeSpan.FromHours(1) });
        await Store.Inbox.WakeAsync([Account], Cancel);

        (await ReadAsync(Account)).DueAt.ShouldBe(Now);
    }

    [Fact]
    public async Task Due_accounts_come_longest_due_first()
    {
        foreach (var number in new[] { 2, 1, 3 })
        {
            await Store.Inbox.WakeAsync([Sample.AccountId(number)], Cancel);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var due = await Store.Inbox.DueAsync(2, Cancel);

        due.Accounts.ShouldBe([Sample.AccountId(2), Sample.AccountId(1)]);
    }

    [Fact]
    public async Task A_leased_account_is_not_due_until_its_lease_is_over()
    {
        await Store.Inbox.WakeAsync([Account], Cancel);
        await AcquireAsync(Account);

        var due = await Store.Inbox.DueAsync(10, Cancel);
        due.Accounts.ShouldBeEmpty();
        due.Next.ShouldBe(Lease);
        Clock.Advance(Lease);

        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Account]);
    }

    [Fact]
    public async Task Due_accounts_are_counted_and_those_held_or_due_later_are_not()
    {
        (await Store.Inbox.CountDueAsync(Cancel)).ShouldBe(0);
        await Store.Inbox.WakeAsync([.. Enumerable.Range(1, 5).Select(Sample.AccountId)], Cancel);
        await AcquireAsync(Sample.AccountId(2));
        await ReleaseAsync(Sample.AccountId(6), TimeSpan.FromSeconds(20));

        (await Store.Inbox.CountDueAsync(Cancel)).ShouldBe(4);
    }

    [Fact]
    public async Task Accounts_that_are_planned_further_away_than_told_are_woken_and_no_others()
    {
        await ReleaseAsync(Sample.AccountId(1), TimeSpan.FromHours(1));
        await ReleaseAsync(Sample.AccountId(2), TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(1));
        await ReleaseAsync(Sample.AccountId(3), TimeSpan.FromDays(3));

        await Store.Inbox.WakeLateAsync(TimeSpan.FromHours(1), Cancel);

        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Sample.AccountId(2), Sample.AccountId(3)]);
        (await ReadAsync(Sample.AccountId(1))).DueAt.ShouldBe(Now + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task With_none_due_the_time_until_the_first_is_answered()
    {
        await ReleaseAsync(Sample.AccountId(1), TimeSpan.FromSeconds(20));
        await ReleaseAsync(Sample.AccountId(2), TimeSpan.FromSeconds(10));

        var due = await Store.Inbox.DueAsync(10, Cancel);

        due.Accounts.ShouldBeEmpty();
        due.Next.ShouldBe(TimeSpan.FromSeconds(10));
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Sample.AccountId(2)]);
    }

    [Fact]
    public async Task The_end_of_a_lease_is_not_waited_for_if_the_account_was_due_before()
    {
        await AcquireAsync(Account);
        await Store.Inbox.WakeAsync([Account], Cancel);
        (await Store.Inbox.DueAsync(10, Cancel)).Next.ShouldBeNull();
        await ReleaseAsync(Sample.AccountId(2), Lease * 2);

        var due = await Store.Inbox.DueAsync(10, Cancel);

        due.Accounts.ShouldBeEmpty();
        due.Next.ShouldBe(Lease * 2);
        Clock.Advance(Lease);
        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Account]);
    }

    [Fact]
    public async Task With_nothing_planned_nothing_is_due()
    {
        await AcquireAsync(Account);

        var due = await Store.Inbox.DueAsync(10, Cancel);

        due.Accounts.ShouldBeEmpty();
        due.Next.ShouldBeNull();
    }

    private async Task ReleaseAsync(AccountId account, TimeSpan dueIn)
    {
        var head = await AcquireAsync(account);
        (await CommitAsync(head, Release(head) with { DueIn = dueIn })).ShouldNotBeNull();
    }
}
