using Batchline.IntegrationTests.Stores.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

/// <summary>The times at which silos were last alive, which are written without a version.</summary>
public abstract class MembershipAliveContract<TFixture> : MembershipContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly DateTime Later = Noon.AddMilliseconds(5001);

    [Fact]
    public async Task A_sign_of_life_changes_the_time_and_nothing_else()
    {
        await InsertAsync(Entry(1), Entry(2));

        await Table.UpdateIAmAliveAsync(Alive(1, Later, SiloStatus.Dead), Cancel);

        await ShouldHoldAsync(version: 2, 1, 2);
        var (entry, etag) = await FindAsync(1);
        entry.ShouldBeTheEntry(Alive(1, Later));
        etag.ShouldBe("1");
        (await FindAsync(2)).Entry.ShouldBeTheEntry(Entry(2));
        (await Table.ReadRowAsync(Silo(1), Cancel)).Members.ShouldHaveSingleItem().Item1.IAmAliveTime.ShouldBe(Later);
    }

    [Fact]
    public async Task The_last_sign_of_life_counts()
    {
        await InsertAsync(Entry(1));

        await Table.UpdateIAmAliveAsync(Alive(1, Later), Cancel);
        await Table.UpdateIAmAliveAsync(Alive(1, Later.AddSeconds(5)), Cancel);

        (await FindAsync(1)).Entry.IAmAliveTime.ShouldBe(Later.AddSeconds(5));
    }

    [Fact]
    public async Task A_change_that_was_decided_before_a_sign_of_life_succeeds_after_it()
    {
        await InsertAsync(Entry(1), Entry(2));
        var (entry, etag) = await FindAsync(1);
        var next = await NextAsync();

        await Table.UpdateIAmAliveAsync(Alive(1, Later), Cancel);
        await Table.UpdateIAmAliveAsync(Alive(2, Later), Cancel);
        entry.Status = SiloStatus.ShuttingDown;
        (await Table.UpdateRowAsync(entry, etag, next, Cancel)).ShouldBeTrue();

        // The change carries the time that was read; the newer one stands.
        (await FindAsync(1)).Entry.ShouldBeTheEntry(Alive(1, Later, SiloStatus.ShuttingDown));
        (await FindAsync(2)).Entry.ShouldBeTheEntry(Alive(2, Later));
    }

    [Fact]
    public async Task A_sign_of_life_of_a_silo_that_is_not_there_adds_none()
    {
        await InsertAsync(Entry(1));

        await Table.UpdateIAmAliveAsync(Alive(2, Later), Cancel);

        await ShouldHoldAsync(version: 1, 1);
        (await Table.ReadRowAsync(Silo(2), Cancel)).Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_time_of_a_silo_that_is_not_there_goes_with_the_next_change()
    {
        await InsertAsync(Entry(1));
        await Table.UpdateIAmAliveAsync(Alive(1, Later), Cancel);
        await Table.UpdateIAmAliveAsync(Alive(2, Later), Cancel);

        await InsertAsync(Entry(3));

        var stored = (await Store.Membership.ReadAsync(Ours, Cancel)).ShouldNotBeNull();
        stored.Alive.Keys.ShouldBe([Silo(1).ToParsableString()]);
    }

    [Fact]
    public async Task A_sign_of_life_in_a_cluster_that_is_not_there_leaves_nothing()
    {
        var table = TableOf(Store, "another");

        await table.UpdateIAmAliveAsync(Alive(1, Later), Cancel);
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);

        var stored = (await Store.Membership.ReadAsync("another", Cancel)).ShouldNotBeNull();
        stored.Version.ShouldBe(0);
        stored.Alive.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signs_of_life_and_changes_at_the_same_time_do_not_undo_each_other()
    {
        await InsertAsync([.. Enumerable.Range(1, 6).Select(number => Entry(number))]);
        await using var other = OpenNode();
        var second = TableOf(other);

        await Task.WhenAll(
            [
                .. Enumerable.Range(1, 6).Select(number => Task.Run(() => LiveAsync(number), Cancel)),
                .. Enumerable.Range(1, 6).Select(number => Task.Run(() => StopAsync(number), Cancel)),
            ]);

        await ShouldHoldAsync(version: 12, 1, 2, 3, 4, 5, 6);
        foreach (var number in Enumerable.Range(1, 6))
            (await FindAsync(number)).Entry.ShouldBeTheEntry(Alive(number, Later.AddSeconds(10), SiloStatus.Stopping));

        async Task LiveAsync(int number)
        {
            foreach (var second in Enumerable.Range(1, 10))
                await Table.UpdateIAmAliveAsync(Alive(number, Later.AddSeconds(second)), Cancel);
        }

        Task StopAsync(int number) => UntilItSucceedsAsync(second, table =>
        {
            var (entry, etag) = RowOf(table, number);
            entry.Status = SiloStatus.Stopping;
            return second.UpdateRowAsync(entry, etag, table.Version.Next(), Cancel);
        });
    }

    private static MembershipEntry Alive(int number, DateTime at, SiloStatus status = SiloStatus.Active)
    {
        var entry = Entry(number, status);
        entry.IAmAliveTime = at;
        return entry;
    }
}
