using Batchline.IntegrationTests.Stores.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

public abstract class MembershipWriteContract<TFixture> : MembershipContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_silo_that_is_inserted_raises_the_version_by_one()
    {
        var before = await ReadAsync();

        (await Table.InsertRowAsync(Entry(1), before.Version.Next(), Cancel)).ShouldBeTrue();

        var after = await ReadAsync();
        after.Version.ShouldBe(new TableVersion(1, "1"));
        var (entry, etag) = after.Members.ShouldHaveSingleItem();
        entry.ShouldBeTheEntry(Entry(1));
        etag.ShouldBe("1");
    }

    [Fact]
    public async Task A_silo_is_inserted_once()
    {
        await InsertAsync(Entry(1));

        (await Table.InsertRowAsync(Entry(1, SiloStatus.Dead), await NextAsync(), Cancel)).ShouldBeFalse();

        await ShouldHoldAsync(version: 1, 1);
        (await FindAsync(1)).Entry.Status.ShouldBe(SiloStatus.Active);
    }

    [Fact]
    public async Task An_insert_that_was_decided_on_an_older_table_is_refused()
    {
        var old = await NextAsync();
        await InsertAsync(Entry(1));

        (await Table.InsertRowAsync(Entry(2), old, Cancel)).ShouldBeFalse();

        await ShouldHoldAsync(version: 1, 1);
    }

    [Fact]
    public async Task An_update_replaces_the_entry_and_its_etag()
    {
        await InsertAsync(Entry(1), Entry(2));
        var (before, etag) = await FindAsync(1);

        before.Status = SiloStatus.ShuttingDown;
        (await Table.UpdateRowAsync(before, etag, await NextAsync(), Cancel)).ShouldBeTrue();

        await ShouldHoldAsync(version: 3, 1, 2);
        var (after, newer) = await FindAsync(1);
        after.ShouldBeTheEntry(before);
        (etag, newer).ShouldBe(("1", "3"));
        var (other, unchanged) = await FindAsync(2);
        other.ShouldBeTheEntry(Entry(2));
        unchanged.ShouldBe("2");
    }

    [Fact]
    public async Task An_update_with_an_older_etag_is_refused()
    {
        await InsertAsync(Entry(1));
        (await Table.UpdateRowAsync(Entry(1, SiloStatus.Stopping), "1", await NextAsync(), Cancel)).ShouldBeTrue();

        (await Table.UpdateRowAsync(Entry(1), "1", await NextAsync(), Cancel)).ShouldBeFalse();

        await ShouldHoldAsync(version: 2, 1);
        (await FindAsync(1)).Entry.Status.ShouldBe(SiloStatus.Stopping);
    }

    [Fact]
    public async Task An_update_that_was_decided_on_an_older_table_is_refused()
    {
        await InsertAsync(Entry(1));
        var old = await NextAsync();
        await InsertAsync(Entry(2));

        (await Table.UpdateRowAsync(Entry(1, SiloStatus.Dead), "1", old, Cancel)).ShouldBeFalse();

        await ShouldHoldAsync(version: 2, 1, 2);
        (await FindAsync(1)).Entry.Status.ShouldBe(SiloStatus.Active);
    }

    [Fact]
    public async Task An_update_of_a_silo_that_is_not_there_is_refused()
    {
        await InsertAsync(Entry(1));

        (await Table.UpdateRowAsync(Entry(2), "1", await NextAsync(), Cancel)).ShouldBeFalse();

        await ShouldHoldAsync(version: 1, 1);
    }

    [Fact]
    public async Task An_entry_keeps_its_etag_while_others_change()
    {
        await InsertAsync(Entry(1), Entry(2));
        (await Table.UpdateRowAsync(Entry(2, SiloStatus.Dead), "2", await NextAsync(), Cancel)).ShouldBeTrue();

        (await Table.UpdateRowAsync(Entry(1, SiloStatus.Stopping), "1", await NextAsync(), Cancel)).ShouldBeTrue();

        await ShouldHoldAsync(version: 4, 1, 2);
        (await FindAsync(1)).Etag.ShouldBe("4");
        (await FindAsync(2)).Etag.ShouldBe("3");
    }

    [Fact]
    public async Task A_silo_that_is_voted_dead_keeps_the_votes()
    {
        await InsertAsync(Entry(1), Entry(2), Entry(3));
        await VoteAsync(by: 2, SiloStatus.Active);
        await VoteAsync(by: 3, SiloStatus.Dead);

        var (entry, _) = await FindAsync(1);

        entry.Status.ShouldBe(SiloStatus.Dead);
        entry.SuspectTimes.ShouldBe([Tuple.Create(Silo(2), Noon.AddSeconds(2)), Tuple.Create(Silo(3), Noon.AddSeconds(3))]);
    }

    [Fact]
    public async Task Each_change_raises_the_version_by_one_and_a_refused_one_does_not()
    {
        var versions = new List<int> { (await ReadAsync()).Version.Version };
        foreach (var number in Enumerable.Range(1, 5))
        {
            await InsertAsync(Entry(number));
            versions.Add((await ReadAsync()).Version.Version);
            (await Table.InsertRowAsync(Entry(number), await NextAsync(), Cancel)).ShouldBeFalse();
            versions.Add((await ReadAsync()).Version.Version);
        }

        versions.ShouldBe([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    [Fact]
    public async Task Two_clusters_in_one_database_do_not_see_each_other()
    {
        await InsertAsync(Entry(1), Entry(2));
        var theirs = TableOf(Store, "theirs");
        await theirs.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);
        (await theirs.InsertRowAsync(Entry(1, SiloStatus.Joining), (await theirs.ReadAllAsync(Cancel)).Version.Next(), Cancel)).ShouldBeTrue();
        var later = Entry(1);
        later.IAmAliveTime = Noon.AddMinutes(1);
        await theirs.UpdateIAmAliveAsync(later, Cancel);

        await ShouldHoldAsync(version: 2, 1, 2);
        (await FindAsync(1)).Entry.ShouldBeTheEntry(Entry(1));
        var other = await theirs.ReadAllAsync(Cancel);
        other.Version.ShouldBe(new TableVersion(1, "1"));
        other.Members.ShouldHaveSingleItem().Item1.Status.ShouldBe(SiloStatus.Joining);
    }

    [Fact]
    public async Task Deleting_one_cluster_leaves_the_other()
    {
        await InsertAsync(Entry(1));
        await Table.UpdateIAmAliveAsync(Entry(1), Cancel);
        var old = await NextAsync();
        var theirs = TableOf(Store, "theirs");
        await theirs.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);
        (await theirs.InsertRowAsync(Entry(2), (await theirs.ReadAllAsync(Cancel)).Version.Next(), Cancel)).ShouldBeTrue();

        await Table.DeleteMembershipTableEntriesAsync(Ours, Cancel);

        await ShouldHoldAsync(version: 0);
        (await Table.InsertRowAsync(Entry(3), old, Cancel)).ShouldBeFalse();
        (await theirs.ReadAllAsync(Cancel)).Members.ShouldHaveSingleItem().Item1.ShouldBeTheEntry(Entry(2));
    }

    private async Task VoteAsync(int by, SiloStatus status)
    {
        var (entry, etag) = await FindAsync(1);
        entry.AddSuspector(Silo(by), Noon.AddSeconds(by));
        entry.Status = status;
        (await Table.UpdateRowAsync(entry, etag, await NextAsync(), Cancel)).ShouldBeTrue();
    }
}
