using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class AccountDeletionContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Id = Sample.AccountId(1);

    [Fact]
    public async Task A_mark_is_set_moved_on_and_taken_away()
    {
        var account = Sample.Account(1, "print");
        await Store.Accounts.AddAsync(account, Cancel);

        (await Store.Deletions.MarkAsync(Id, null, Mark("a"), Cancel)).ShouldBeTrue();
        (await ReadAsync()).ShouldBe(account with { Deletion = Mark("a") });
        (await Store.Deletions.MarkAsync(Id, "a", new AccountDeletion("b", WithJobs: true, Decided: true), Cancel)).ShouldBeTrue();
        (await ReadAsync()).ShouldBe(account with { Deletion = new AccountDeletion("b", WithJobs: true, Decided: true) });
        (await Store.Deletions.MarkAsync(Id, "b", null, Cancel)).ShouldBeTrue();

        (await ReadAsync()).ShouldBe(account);
    }

    [Fact]
    public async Task A_mark_is_replaced_only_by_whoever_read_it()
    {
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);
        await Store.Deletions.MarkAsync(Id, null, Mark("a"), Cancel);

        (await Store.Deletions.MarkAsync(Id, null, Mark("b"), Cancel)).ShouldBeFalse();
        (await Store.Deletions.MarkAsync(Id, "other", Mark("b"), Cancel)).ShouldBeFalse();
        (await Store.Deletions.MarkAsync(Id, "other", null, Cancel)).ShouldBeFalse();
        (await Store.Deletions.MarkAsync(Sample.AccountId(2), null, Mark("b"), Cancel)).ShouldBeFalse();

        (await ReadAsync()).Deletion.ShouldBe(Mark("a"));
    }

    [Fact]
    public async Task A_mark_that_is_set_or_taken_away_again_is_done_already()
    {
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);

        (await Store.Deletions.MarkAsync(Id, null, Mark("a"), Cancel)).ShouldBeTrue();
        (await Store.Deletions.MarkAsync(Id, null, Mark("a"), Cancel)).ShouldBeTrue();
        (await Store.Deletions.MarkAsync(Id, "a", null, Cancel)).ShouldBeTrue();
        (await Store.Deletions.MarkAsync(Id, "a", null, Cancel)).ShouldBeTrue();

        (await ReadAsync()).Deletion.ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_marks_by_two_processes_one_is_set()
    {
        await using var other = OpenNode();
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);

        var marked = await Task.WhenAll(Enumerable.Range(1, 10).Select(turn =>
            (turn % 2 == 0 ? Store : other).Deletions.MarkAsync(Id, null, Mark($"mark {turn}"), Cancel)));

        marked.Count(done => done).ShouldBe(1);
        (await ReadAsync()).Deletion.ShouldBe(Mark($"mark {Array.IndexOf(marked, true) + 1}"));
    }

    [Fact]
    public async Task A_mark_and_a_change_of_the_account_do_not_undo_each_other()
    {
        await using var other = OpenNode();
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);

        await Task.WhenAll(
            Store.Deletions.MarkAsync(Id, null, Mark("a"), Cancel),
            other.Accounts.UpdateAsync(Id, new AccountChange { Name = "New", UpdatedAt = Now }, Cancel));

        (await ReadAsync()).ShouldBe(Sample.Account(1) with { Name = "New", UpdatedAt = Now, Deletion = Mark("a") });
    }

    [Fact]
    public async Task Marked_accounts_are_listed_in_id_order_page_by_page()
    {
        foreach (var number in new[] { 4, 2, 5, 1, 3 })
            await Store.Accounts.AddAsync(Sample.Account(number), Cancel);
        foreach (var number in new[] { 5, 1, 3 })
            await Store.Deletions.MarkAsync(Sample.AccountId(number), null, Mark($"mark {number}"), Cancel);

        var first = await Store.Deletions.ListMarkedAsync(null, 2, Cancel);
        var rest = await Store.Deletions.ListMarkedAsync(first[^1].Id, 2, Cancel);

        first.Select(account => account.Id).ShouldBe([Sample.AccountId(1), Sample.AccountId(3)]);
        rest.ShouldBe([Sample.Account(5) with { Deletion = Mark("mark 5") }]);
        (await Store.Deletions.ListMarkedAsync(rest[^1].Id, 2, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_an_account_deletes_its_head_and_keeps_its_jobs()
    {
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);
        await StoreAsync(Id, Sample.Replace("JOB1", Now));

        await Store.Deletions.DeleteAsync(Id, deleteJobs: false, Cancel);

        (await Store.Accounts.GetAsync(Id, Cancel)).ShouldBeNull();
        (await Store.Heads.ReadAsync([Id], Cancel)).ShouldBeEmpty();
        (await Store.Jobs.CountAsync(Id, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_with_jobs_deletes_all_those_of_this_account_and_no_others()
    {
        await StoreAsync(Id, [.. Enumerable.Range(0, 1_201).Select(number => Sample.Replace($"JOB{number}", Now))]);
        await StoreAsync(Sample.AccountId(2), Sample.Replace("JOB1", Now));

        await Store.Deletions.DeleteAsync(Id, deleteJobs: true, Cancel);
        await Store.Deletions.DeleteAsync(Id, deleteJobs: true, Cancel);

        (await Store.Jobs.CountAsync(Id, Cancel)).ShouldBe(0);
        (await Store.Jobs.CountAsync(Sample.AccountId(2), Cancel)).ShouldBe(1);
    }

    private static AccountDeletion Mark(string id) => new(id, WithJobs: false, Decided: false);

    private async Task<Account> ReadAsync() => (await Store.Accounts.GetAsync(Id, Cancel)).ShouldNotBeNull();
}
