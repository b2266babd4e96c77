using Batchline.Engine.Accounts;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class AccountStateContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Reserved_states_come_back_active()
    {
        (await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2)], Cancel)).ShouldBeEmpty();

        (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel)).ShouldBe(Sample.State(1, 1));
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(2), Cancel)).ShouldBe(Sample.State(1, 2));
    }

    [Fact]
    public async Task An_account_that_another_operation_holds_is_left_out_and_answered()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 2)], Cancel);

        var busy = await Store.Reservations.ReserveAsync(
            [Sample.State(2, 1), Sample.State(2, 2), Sample.State(2, 3)], Cancel);

        busy.ShouldBe([new BusyAccount(Sample.AccountId(2), Sample.OperationId(1))]);
        (await Store.States.ListAsync(Sample.OperationId(2), null, null, 10, Cancel))
            .Select(state => state.AccountId).ShouldBe([Sample.AccountId(1), Sample.AccountId(3)]);
    }

    [Fact]
    public async Task Reserving_again_is_harmless()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);

        (await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel)).ShouldBeEmpty();

        (await Store.States.ListAsync(Sample.OperationId(1), null, null, 10, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Those_that_hold_accounts_are_told_once_and_those_that_hold_none_are_not()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 4)], Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(2, 3), Sample.State(2, 2)], Cancel);
        await EndAsync(1, 1);

        (await Store.Reservations.HoldersAsync(Cancel)).ShouldBe([Sample.OperationId(1), Sample.OperationId(2)], ignoreOrder: true);
        await EndAsync(1, 4);
        (await Store.Reservations.HoldersAsync(Cancel)).ShouldBe([Sample.OperationId(2)]);
    }

    [Fact]
    public async Task States_are_found_by_their_accounts_and_those_of_other_operations_are_not()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2), Sample.State(1, 4)], Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(2, 3)], Cancel);

        (await Store.States.GetAsync(Sample.OperationId(1), [Sample.AccountId(4), Sample.AccountId(1), Sample.AccountId(3)], Cancel))
            .ShouldBe([Sample.State(1, 1), Sample.State(1, 4)], ignoreOrder: true);
        (await Store.States.GetAsync(Sample.OperationId(2), [Sample.AccountId(3)], Cancel)).ShouldBe([Sample.State(2, 3)]);
        (await Store.States.GetAsync(Sample.OperationId(2), [Sample.AccountId(1)], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_reservations_of_one_account_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            Store.Reservations.ReserveAsync([Sample.State(number, 1)], Cancel)));

        answers.Count(busy => busy.Count == 0).ShouldBe(1);
        answers.SelectMany(busy => busy).Select(busy => busy.OperationId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_account_is_free_again_when_its_state_has_ended()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await EndAsync(1, 1);

        (await Store.Reservations.GetActiveAsync(Sample.AccountId(1), Cancel)).ShouldBeNull();

        (await Store.Reservations.ReserveAsync([Sample.State(2, 1)], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ended_state_can_be_made_active_again_and_again()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await EndAsync(1, 1);

        (await Store.Reservations.ReactivateAsync(Sample.OperationId(1), [Sample.AccountId(1)], Cancel)).ShouldBeEmpty();
        (await Store.Reservations.ReactivateAsync(Sample.OperationId(1), [Sample.AccountId(1)], Cancel)).ShouldBeEmpty();

        (await Store.Reservations.GetActiveAsync(Sample.AccountId(1), Cancel))!.OperationId.ShouldBe(Sample.OperationId(1));
    }

    [Fact]
    public async Task An_ended_state_stays_ended_when_another_operation_holds_the_account()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await EndAsync(1, 1);
        await Store.Reservations.ReserveAsync([Sample.State(2, 1)], Cancel);

        var busy = await Store.Reservations.ReactivateAsync(Sample.OperationId(1), [Sample.AccountId(1), Sample.AccountId(9)], Cancel);

        busy.ShouldBe([new BusyAccount(Sample.AccountId(1), Sample.OperationId(2))]);
        (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel))!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task States_of_accounts_that_may_not_be_worked_on_are_withdrawn_together()
    {
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);
        await Store.Accounts.AddAsync(Sample.Account(2) with { Enabled = false }, Cancel);
        await Store.Accounts.AddAsync(Sample.Account(3), Cancel);
        await Store.Deletions.MarkAsync(Sample.AccountId(3), null, new AccountDeletion("mark", WithJobs: false, Decided: false), Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2), Sample.State(1, 3), Sample.State(1, 4)], Cancel);

        var unfit = await Store.Reservations.WithdrawUnfitAsync(Sample.OperationId(1), Cancel);

        unfit.ShouldBe([Sample.AccountId(2), Sample.AccountId(3), Sample.AccountId(4)], ignoreOrder: true);
        (await Store.States.ListAsync(Sample.OperationId(1), null, null, 10, Cancel)).Select(state => state.AccountId).ShouldBe([Sample.AccountId(1)]);
        (await Store.Reservations.WithdrawUnfitAsync(Sample.OperationId(1), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_withdrawn_operation_holds_nothing()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2)], Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(2, 3)], Cancel);

        await Store.Reservations.WithdrawAsync(Sample.OperationId(1), null, Cancel);
        await Store.Reservations.WithdrawAsync(Sample.OperationId(1), null, Cancel);

        (await Store.States.ListAsync(Sample.OperationId(1), null, null, 10, Cancel)).ShouldBeEmpty();
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(1), Cancel)).ShouldBeNull();
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(3), Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_checkpoint_writes_every_field_of_a_state()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));
        var state = Sample.State(1, 1) with
        {
            Status = AccountStateStatus.Paused,
            CurrentBatch = 3,
            TotalBatches = 9,
            LastBatchCompleted = 2,
            NextBatchToProcess = 4,
            Planned = true,
            Counters = new Counters { Total = 90, Completed = 20, Failed = 1, BatchSeconds = 12.5, Retries = 2 },
            DueAt = Sample.Start.AddMinutes(1),
            WaitingReason = WaitingReason.Upstream,
            WaitingSince = Sample.Start.AddSeconds(30),
            OddRows = OddRows.None.With([new OddRow(2, 17, "it has no UUID"), new OddRow(3, 1, "its UUID is \"Ω😀\"")]),
            Error = "reason",
            EndTime = Sample.Start.AddHours(1),
        };

        await CommitAsync(head, state);

        (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel)).ShouldNotBeNull()
            .ShouldHold(state with { Fence = head.Fence, Seq = head.Seq });
    }

    [Fact]
    public async Task A_wait_that_is_over_and_odd_rows_that_are_gone_leave_nothing_behind()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));
        var waiting = Sample.State(1, 1) with
        {
            WaitingReason = WaitingReason.Pace,
            WaitingSince = Sample.Start,
            OddRows = OddRows.None.With([new OddRow(1, 1, "it is null")]),
        };
        var next = (await CommitAsync(head, waiting)).ShouldNotBeNull();

        (await CommitAsync(next, Sample.State(1, 1))).ShouldNotBeNull();

        var state = (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel)).ShouldNotBeNull();
        (state.WaitingReason, state.WaitingSince, state.OddRows).ShouldBe((null, null, OddRows.None));
    }

    [Fact]
    public async Task A_late_state_under_an_old_fence_changes_nothing()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        var old = await AcquireAsync(Sample.AccountId(1), "old");
        Clock.Advance(Lease);
        var head = await AcquireAsync(Sample.AccountId(1), "new");
        await CommitAsync(head, Sample.State(1, 1) with { CurrentBatch = 5 });

        (await CommitAsync(old, Sample.State(1, 1) with { CurrentBatch = 4 })).ShouldBeNull();

        (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel))!.CurrentBatch.ShouldBe(5);
    }

    [Fact]
    public async Task A_checkpoint_brings_no_deleted_state_back()
    {
        var head = await AcquireAsync(Sample.AccountId(1));

        (await CommitAsync(head, Sample.State(1, 1))).ShouldNotBeNull();

        (await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel)).ShouldBeNull();
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(1), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_checkpoint_takes_no_account_from_another_operation()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await EndAsync(1, 1);
        await Store.Reservations.ReserveAsync([Sample.State(2, 1)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1), "next");

        (await CommitAsync(head, Sample.State(1, 1) with { CurrentBatch = 7 })).ShouldNotBeNull();

        var state = await Store.States.GetAsync(Sample.OperationId(1), Sample.AccountId(1), Cancel);
        state.ShouldNotBeNull().Active.ShouldBeFalse();
        state.CurrentBatch.ShouldBe(7);
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(1), Cancel))!.OperationId.ShouldBe(Sample.OperationId(2));
    }

    [Fact]
    public async Task States_are_listed_by_account_page_by_page_and_by_status()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 3), Sample.State(1, 1), Sample.State(1, 2), Sample.State(1, 4)], Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(2, 5)], Cancel);
        await EndAsync(1, 2);

        var first = await Store.States.ListAsync(Sample.OperationId(1), null, null, 2, Cancel);
        var second = await Store.States.ListAsync(Sample.OperationId(1), null, first[^1].AccountId, 2, Cancel);
        var open = await Store.States.ListAsync(
            Sample.OperationId(1), AccountStateStatus.Processing, Sample.AccountId(1), 10, Cancel);

        first.Select(state => state.AccountId).ShouldBe([Sample.AccountId(1), Sample.AccountId(2)]);
        second.Select(state => state.AccountId).ShouldBe([Sample.AccountId(3), Sample.AccountId(4)]);
        open.Select(state => state.AccountId).ShouldBe([Sample.AccountId(3), Sample.AccountId(4)]);
    }

    private async Task EndAsync(int operation, int account)
    {
        var head = await AcquireAsync(Sample.AccountId(account));
        var ended = Sample.State(operation, account) with { Status = AccountStateStatus.Completed, Active = false };
        var next = (await CommitAsync(head, ended)).ShouldNotBeNull();
        (await CommitAsync(next, Release(next))).ShouldNotBeNull();
    }
}
