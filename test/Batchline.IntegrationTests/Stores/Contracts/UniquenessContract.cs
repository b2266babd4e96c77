using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>What exists once, whoever writes it, and however often under a new id.</summary>
public abstract class UniquenessContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_state_of_an_operation_and_account_exists_once_whatever_its_id()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);

        (await Store.Reservations.ReserveAsync([Sample.State(1, 1) with { Id = Sample.State(9, 9).Id }], Cancel)).ShouldBeEmpty();

        (await StatesAsync(1)).ShouldHaveSingleItem().Id.ShouldBe(Sample.State(1, 1).Id);
    }

    [Fact]
    public async Task An_ended_state_is_not_made_a_second_time_by_a_reservation()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));
        await CommitAsync(head, Sample.State(1, 1) with { Active = false, Status = AccountStateStatus.Completed });

        (await Store.Reservations.ReserveAsync([Sample.State(1, 1) with { Id = Sample.State(9, 9).Id }], Cancel)).ShouldBeEmpty();

        (await StatesAsync(1)).ShouldHaveSingleItem().Status.ShouldBe(AccountStateStatus.Completed);
    }

    [Fact]
    public async Task Two_processes_that_reserve_for_one_operation_make_each_state_once()
    {
        await using var other = OpenNode();
        AccountState[] mine = [.. Enumerable.Range(1, 150).Select(account => Sample.State(1, account))];
        AccountState[] theirs = [.. Enumerable.Range(1, 150).Select(account => Sample.State(2, account) with { OperationId = Sample.OperationId(1) })];

        var busy = await Task.WhenAll(Store.Reservations.ReserveAsync(mine, Cancel), other.Reservations.ReserveAsync(theirs, Cancel));

        busy.ShouldAllBe(accounts => accounts.Count == 0);
        var states = await StatesAsync(1);
        states.Select(state => state.AccountId).ShouldBe(mine.Select(state => state.AccountId));
        states.ShouldAllBe(state => state.Active);
    }

    [Fact]
    public async Task Two_operations_that_reserve_the_same_accounts_share_them_out()
    {
        await using var other = OpenNode();
        AccountState[] first = [.. Enumerable.Range(1, 50).Select(account => Sample.State(1, account))];
        AccountState[] second = [.. Enumerable.Range(1, 50).Reverse().Select(account => Sample.State(2, account))];

        var busy = await Task.WhenAll(Store.Reservations.ReserveAsync(first, Cancel), other.Reservations.ReserveAsync(second, Cancel));

        var (mine, theirs) = (await StatesAsync(1), await StatesAsync(2));
        mine.Concat(theirs).Select(state => state.AccountId).Order(ById).ShouldBe(first.Select(state => state.AccountId));
        busy[0].ShouldBe(theirs.Select(state => new BusyAccount(state.AccountId, Sample.OperationId(2))), ignoreOrder: true);
        busy[1].ShouldBe(mine.Select(state => new BusyAccount(state.AccountId, Sample.OperationId(1))), ignoreOrder: true);
    }

    [Fact]
    public async Task A_batch_number_exists_once_whoever_plans_it()
    {
        await using var other = OpenNode();
        Batch[] mine = [.. Enumerable.Range(1, 50).Select(number => Sample.Batch(1, 1, number))];
        Batch[] theirs = [.. mine.Select(batch => batch with { Id = Sample.Batch(2, 1, batch.Number).Id })];

        await Task.WhenAll(Store.Batches.PlanAsync(mine, Cancel), other.Batches.PlanAsync(theirs, Cancel));

        var stored = await Store.Batches.ListAsync(new BatchQuery { OperationId = Sample.OperationId(1), Limit = 200 }, Cancel);
        stored.Select(batch => batch.Number).ShouldBe(Enumerable.Range(1, 50));
        foreach (var batch in stored)
            (await Store.Batches.GetAsync(batch.Id, Cancel)).ShouldNotBeNull().Number.ShouldBe(batch.Number);
    }

    [Fact]
    public async Task An_operation_that_is_there_stays_whatever_is_inserted_under_its_id()
    {
        await Store.Operations.InsertAsync(Sample.Operation(1) with { IdempotencyKey = "one" }, Cancel);

        (await Store.Operations.InsertAsync(Sample.Operation(1) with { IdempotencyKey = "two", BatchSize = 99 }, Cancel)).ShouldBeNull();

        (await Store.Operations.GetAsync(Sample.OperationId(1), Cancel)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            stored => stored.IdempotencyKey.ShouldBe("one"),
            stored => stored.BatchSize.ShouldBe(10));
        (await Store.Operations.FindAsync("two", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_processes_that_insert_with_one_key_agree_which_operation_has_it()
    {
        await using var other = OpenNode();

        var earlier = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            (number % 2 == 0 ? Store : other).Operations.InsertAsync(Sample.Operation(number) with { IdempotencyKey = "key" }, Cancel)));

        var holder = (await Store.Operations.FindAsync("key", Cancel)).ShouldNotBeNull();
        earlier.Count(operation => operation is null).ShouldBe(1);
        earlier.OfType<Operation>().ShouldAllBe(operation => operation.Id == holder.Id);
        (await Store.Operations.ListAsync([], null, 100, Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_of_an_account_is_had_by_one_whoever_adds_or_changes()
    {
        await using var other = OpenNode();
        foreach (var number in Enumerable.Range(1, 5))
            await Store.Accounts.AddAsync(Sample.Account(number), Cancel);

        var written = await Task.WhenAll(Enumerable.Range(1, 10).Select(number => number <= 5
            ? other.Accounts.UpdateAsync(Sample.AccountId(number), new AccountChange { KeyFingerprint = "same", UpdatedAt = Now }, Cancel)
            : Store.Accounts.AddAsync(Sample.Account(number, "same"), Cancel)));

        written.Count(write => write == AccountWrite.Done).ShouldBe(1);
        written.Count(write => write == AccountWrite.DuplicateKey).ShouldBe(9);
        (await Store.Accounts.ListAsync(null, 100, Cancel)).Count(account => account.KeyFingerprint == "same").ShouldBe(1);
    }

    [Fact]
    public async Task A_schedule_exists_once_however_many_processes_add_it()
    {
        await using var other = OpenNode();

        await Task.WhenAll(Enumerable.Range(1, 10).Select(turn =>
            (turn % 2 == 0 ? Store : other).Schedules.AddAsync(Sample.Schedule(1) with { Name = $"writer {turn}" }, Cancel)));

        (await Store.Schedules.ListAsync(null, 100, Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Texts_are_the_same_only_when_every_character_is()
    {
        // A capital, a space behind, and one letter in two ways of writing it.
        string[] different = ["key", "KEY", "key ", "k\u00e9y", "ke\u0301y"];

        foreach (var (text, index) in different.Select((text, index) => (text, index + 1)))
        {
            (await Store.Operations.InsertAsync(Sample.Operation(index) with { IdempotencyKey = text }, Cancel)).ShouldBeNull();
            (await Store.Accounts.AddAsync(Sample.Account(index, text), Cancel)).ShouldBe(AccountWrite.Done);
            (await Store.Notices.AddAsync(Sample.Notice(index) with { Key = text }, Cancel)).ShouldBeTrue();
        }
        await StoreAsync(Sample.AccountId(1), [.. different.Select(text => Sample.Replace(text, Now))]);

        foreach (var (text, index) in different.Select((text, index) => (text, index + 1)))
        {
            (await Store.Operations.FindAsync(text, Cancel)).ShouldNotBeNull().Id.ShouldBe(Sample.OperationId(index));
            (await Store.Jobs.GetAsync(Sample.AccountId(1), [text], Cancel)).ShouldHaveSingleItem().Document.Uuid.ShouldBe(text);
        }
        (await Store.Jobs.CountAsync(Sample.AccountId(1), Cancel)).ShouldBe(5);
    }

    private static readonly Comparer<AccountId> ById = Comparer<AccountId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value));

    private Task<IReadOnlyList<AccountState>> StatesAsync(int operation) =>
        Store.States.ListAsync(Sample.OperationId(operation), null, null, 1_000, Cancel);
}
