using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class AccountContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task An_account_comes_back_as_it_was_added()
    {
        var account = Sample.Account(1, "print") with
        {
            Enabled = false,
            Deletion = new AccountDeletion("mark", WithJobs: true, Decided: true),
            WebhookSecretHash = "5ec2e7",
            Pace = new AccountPace
            {
                MinInterval = TimeSpan.FromMilliseconds(1500),
                QuotaCalls = 30,
                QuotaWindow = TimeSpan.FromMinutes(1),
                QuotaShare = 0.5,
            },
        };

        (await Store.Accounts.AddAsync(account, Cancel)).ShouldBe(AccountWrite.Done);

        (await Store.Accounts.GetAsync(account.Id, Cancel)).ShouldBe(account);
    }

    [Fact]
    public async Task A_webhook_secret_is_set_left_alone_and_removed()
    {
        var id = Sample.AccountId(1);
        await Store.Accounts.AddAsync(Sample.Account(1, "print"), Cancel);

        await Store.Accounts.UpdateAsync(id, new AccountChange { WebhookSecretHash = "5ec2e7", UpdatedAt = Now }, Cancel);
        await Store.Accounts.UpdateAsync(id, new AccountChange { Name = "Other", UpdatedAt = Now }, Cancel);
        (await Store.Accounts.GetAsync(id, Cancel))!.WebhookSecretHash.ShouldBe("5ec2e7");
        await Store.Accounts.UpdateAsync(id, new AccountChange { WebhookSecretHash = "", UpdatedAt = Now }, Cancel);

        (await Store.Accounts.GetAsync(id, Cancel))!.WebhookSecretHash.ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_account_is_null() =>
        (await Store.Accounts.GetAsync(Sample.AccountId(1), Cancel)).ShouldBeNull();

    [Fact]
    public async Task Two_accounts_cannot_have_the_same_key()
    {
        await Store.Accounts.AddAsync(Sample.Account(1, "print"), Cancel);

        (await Store.Accounts.AddAsync(Sample.Account(2, "print"), Cancel)).ShouldBe(AccountWrite.DuplicateKey);

        (await Store.Accounts.GetAsync(Sample.AccountId(2), Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Any_number_of_accounts_may_have_no_fingerprint()
    {
        (await Store.Accounts.AddAsync(Sample.Account(1), Cancel)).ShouldBe(AccountWrite.Done);
        (await Store.Accounts.AddAsync(Sample.Account(2), Cancel)).ShouldBe(AccountWrite.Done);
    }

    [Fact]
    public async Task Adding_an_account_again_is_harmless()
    {
        await Store.Accounts.AddAsync(Sample.Account(1, "print"), Cancel);

        (await Store.Accounts.AddAsync(Sample.Account(1, "print"), Cancel)).ShouldBe(AccountWrite.Done);

        (await Store.Accounts.ListAsync(null, 10, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Accounts_are_listed_in_id_order_page_by_page()
    {
        foreach (var number in new[] { 3, 1, 2 })
            await Store.Accounts.AddAsync(Sample.Account(number), Cancel);

        var first = await Store.Accounts.ListAsync(null, 2, Cancel);
        var second = await Store.Accounts.ListAsync(first[^1].Id, 2, Cancel);

        first.Select(account => account.Id).ShouldBe([Sample.AccountId(1), Sample.AccountId(2)]);
        second.Select(account => account.Id).ShouldBe([Sample.AccountId(3)]);
    }

    [Fact]
    public async Task A_change_sets_what_it_names_and_leaves_the_rest()
    {
        var account = Sample.Account(1, "print") with { Pace = new AccountPace { QuotaCalls = 30 } };
        await Store.Accounts.AddAsync(account, Cancel);
        var later = Sample.Start.AddHours(1);

        var done = await Store.Accounts.UpdateAsync(
            account.Id, new AccountChange { Enabled = false, UpdatedAt = later }, Cancel);

        done.ShouldBe(AccountWrite.Done);
        (await Store.Accounts.GetAsync(account.Id, Cancel)).ShouldBe(account with { Enabled = false, UpdatedAt = later });
    }

    [Fact]
    public async Task A_pace_field_is_set_emptied_or_left_alone()
    {
        var account = Sample.Account(1) with { Pace = new AccountPace { QuotaCalls = 30, QuotaWindow = TimeSpan.FromMinutes(1), QuotaShare = 0.5 } };
        await Store.Accounts.AddAsync(account, Cancel);
        var change = new AccountChange
        {
            MinInterval = new(TimeSpan.FromSeconds(2)),
            QuotaCalls = new(null),
            QuotaShare = new(1),
            UpdatedAt = Sample.Start,
        };

        await Store.Accounts.UpdateAsync(account.Id, change, Cancel);

        (await Store.Accounts.GetAsync(account.Id, Cancel))!.Pace.ShouldBe(
            new AccountPace { MinInterval = TimeSpan.FromSeconds(2), QuotaWindow = TimeSpan.FromMinutes(1), QuotaShare = 1 });
    }

    [Fact]
    public async Task Changes_of_different_fields_by_two_processes_all_stand()
    {
        await using var other = OpenNode();
        var account = Sample.Account(1, "old") with { Pace = new AccountPace { QuotaCalls = 30 } };
        await Store.Accounts.AddAsync(account, Cancel);
        AccountChange[] changes =
        [
            new() { Name = "New", UpdatedAt = Now },
            new() { WorkizApiKey = "stored new", KeyFingerprint = "new", UpdatedAt = Now },
            new() { Enabled = false, UpdatedAt = Now },
            new() { MinInterval = new(TimeSpan.FromSeconds(2)), UpdatedAt = Now },
            new() { QuotaCalls = new(null), UpdatedAt = Now },
            new() { QuotaWindow = new(TimeSpan.FromMinutes(1)), UpdatedAt = Now },
            new() { QuotaShare = new(0.5), UpdatedAt = Now },
            new() { WebhookSecretHash = "5ec2e7", UpdatedAt = Now },
        ];

        var written = await Task.WhenAll(changes.Select((change, turn) =>
            (turn % 2 == 0 ? Store : other).Accounts.UpdateAsync(account.Id, change, Cancel)));

        written.ShouldAllBe(write => write == AccountWrite.Done);
        (await Store.Accounts.GetAsync(account.Id, Cancel)).ShouldBe(account with
        {
            Name = "New",
            WorkizApiKey = "stored new",
            KeyFingerprint = "new",
            Enabled = false,
            WebhookSecretHash = "5ec2e7",
            Pace = new AccountPace { MinInterval = TimeSpan.FromSeconds(2), QuotaWindow = TimeSpan.FromMinutes(1), QuotaShare = 0.5 },
            UpdatedAt = Now,
        });
    }

    [Fact]
    public async Task A_key_made_from_another_is_stored_only_while_that_one_is()
    {
        var account = Sample.Account(1, "old");
        await Store.Accounts.AddAsync(account, Cancel);
        var rotation = new AccountChange { WorkizApiKey = "rotated", KeyFingerprint = "rotated print", KeyWas = "stored old", UpdatedAt = Now };
        await Store.Accounts.UpdateAsync(account.Id, new AccountChange { WorkizApiKey = "by hand", KeyFingerprint = "hand", UpdatedAt = Now }, Cancel);

        (await Store.Accounts.UpdateAsync(account.Id, rotation, Cancel)).ShouldBe(AccountWrite.KeyChanged);
        (await Store.Accounts.GetAsync(account.Id, Cancel))!.WorkizApiKey.ShouldBe("by hand");

        // Asked for again because the answer was lost, it is done already.
        (await Store.Accounts.UpdateAsync(account.Id, rotation with { KeyWas = "by hand" }, Cancel)).ShouldBe(AccountWrite.Done);
        (await Store.Accounts.UpdateAsync(account.Id, rotation with { KeyWas = "by hand" }, Cancel)).ShouldBe(AccountWrite.Done);
        (await Store.Accounts.GetAsync(account.Id, Cancel))!.ShouldSatisfyAllConditions(
            stored => stored.WorkizApiKey.ShouldBe("rotated"),
            stored => stored.KeyFingerprint.ShouldBe("rotated print"));
        (await Store.Accounts.UpdateAsync(Sample.AccountId(9), rotation, Cancel)).ShouldBe(AccountWrite.NotFound);
    }

    [Fact]
    public async Task Of_many_keys_made_from_one_by_two_processes_one_is_stored()
    {
        await using var other = OpenNode();
        var account = Sample.Account(1, "old");
        await Store.Accounts.AddAsync(account, Cancel);

        var written = await Task.WhenAll(Enumerable.Range(1, 10).Select(turn => (turn % 2 == 0 ? Store : other).Accounts.UpdateAsync(
            account.Id,
            new AccountChange { WorkizApiKey = $"rotated {turn}", KeyFingerprint = "same", KeyWas = "stored old", UpdatedAt = Now },
            Cancel)));

        written.Count(write => write == AccountWrite.Done).ShouldBe(1);
        written.Count(write => write == AccountWrite.KeyChanged).ShouldBe(9);
    }

    [Fact]
    public async Task An_account_that_is_there_stays_whatever_is_added_under_its_id()
    {
        var account = Sample.Account(1, "one");
        await Store.Accounts.AddAsync(account, Cancel);
        await Store.Accounts.AddAsync(Sample.Account(2, "two"), Cancel);

        (await Store.Accounts.AddAsync(account with { Name = "Other", KeyFingerprint = "two" }, Cancel)).ShouldBe(AccountWrite.Done);

        (await Store.Accounts.GetAsync(account.Id, Cancel)).ShouldBe(account);
    }

    [Fact]
    public async Task A_change_to_the_key_of_another_account_is_refused_whole()
    {
        await Store.Accounts.AddAsync(Sample.Account(1, "one"), Cancel);
        await Store.Accounts.AddAsync(Sample.Account(2, "two"), Cancel);

        var write = await Store.Accounts.UpdateAsync(
            Sample.AccountId(2), new AccountChange { Name = "New", KeyFingerprint = "one", UpdatedAt = Sample.Start }, Cancel);

        write.ShouldBe(AccountWrite.DuplicateKey);
        (await Store.Accounts.GetAsync(Sample.AccountId(2), Cancel)).ShouldBe(Sample.Account(2, "two"));
    }

    [Fact]
    public async Task Setting_the_key_it_has_already_is_no_duplicate()
    {
        await Store.Accounts.AddAsync(Sample.Account(1, "one"), Cancel);

        var write = await Store.Accounts.UpdateAsync(
            Sample.AccountId(1), new AccountChange { KeyFingerprint = "one", UpdatedAt = Sample.Start }, Cancel);

        write.ShouldBe(AccountWrite.Done);
    }

    [Fact]
    public async Task A_change_of_an_unknown_account_says_so() =>
        (await Store.Accounts.UpdateAsync(Sample.AccountId(9), new AccountChange { UpdatedAt = Sample.Start }, Cancel))
            .ShouldBe(AccountWrite.NotFound);

    [Fact]
    public async Task Those_of_many_accounts_that_are_there_are_read_at_once()
    {
        foreach (var number in Enumerable.Range(1, 3))
            await Store.Accounts.AddAsync(Sample.Account(number), Cancel);
        AccountId[] asked = [.. Enumerable.Range(2, 1_500).Select(Sample.AccountId), Sample.AccountId(2)];

        var found = await Store.Accounts.GetAsync(asked, Cancel);

        found.OrderBy(account => account.Id.Value, StringComparer.Ordinal).ShouldBe([Sample.Account(2), Sample.Account(3)]);
        (await Store.Accounts.GetAsync([], Cancel)).ShouldBeEmpty();
    }
}
