using Batchline.IntegrationTests.Stores.Fixtures;
using Orleans.Runtime;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

public abstract class MembershipCleanupContract<TFixture> : MembershipContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly DateTimeOffset Border = new(Noon.AddHours(1));
    private static readonly DateTime After = Noon.AddHours(1);

    [Theory]
    [InlineData(SiloStatus.Created)]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Stopping)]
    public async Task Only_dead_silos_are_removed_however_old_the_others_are(SiloStatus status)
    {
        await InsertAsync(Entry(1, status), Entry(2, SiloStatus.Dead));

        await Table.CleanupDefunctSiloEntriesAsync(Border, Cancel);

        await ShouldHoldAsync(version: 3, 1);
    }

    [Fact]
    public async Task A_dead_silo_stays_if_it_started_or_lived_or_was_voted_dead_since()
    {
        var started = Entry(1, SiloStatus.Dead);
        started.StartTime = After;
        var lived = Entry(2, SiloStatus.Dead);
        lived.IAmAliveTime = After;
        var voted = Entry(3, SiloStatus.Dead);
        voted.SuspectTimes = [Tuple.Create(Silo(1), Noon), Tuple.Create(Silo(2), After)];
        var old = Entry(4, SiloStatus.Dead);
        old.SuspectTimes = [Tuple.Create(Silo(1), After.AddTicks(-1))];
        await InsertAsync(started, lived, voted, old);

        await Table.CleanupDefunctSiloEntriesAsync(Border, Cancel);

        await ShouldHoldAsync(version: 5, 1, 2, 3);
    }

    [Fact]
    public async Task The_time_that_a_silo_wrote_itself_counts()
    {
        await InsertAsync(Entry(1, SiloStatus.Dead), Entry(2, SiloStatus.Dead));
        var later = Entry(1);
        later.IAmAliveTime = After;
        await Table.UpdateIAmAliveAsync(later, Cancel);
        await Table.UpdateIAmAliveAsync(Entry(2), Cancel);

        await Table.CleanupDefunctSiloEntriesAsync(Border, Cancel);

        await ShouldHoldAsync(version: 3, 1);
        var stored = (await Store.Membership.ReadAsync(Ours, Cancel)).ShouldNotBeNull();
        stored.Alive.Keys.ShouldBe([Silo(1).ToParsableString()]);
    }

    [Fact]
    public async Task A_cleanup_that_finds_nothing_changes_nothing()
    {
        await InsertAsync(Entry(1), Entry(2));

        await Table.CleanupDefunctSiloEntriesAsync(Border, Cancel);

        await ShouldHoldAsync(version: 2, 1, 2);
    }

    [Fact]
    public async Task A_cleanup_beside_new_silos_removes_the_dead_and_loses_none_of_the_new()
    {
        await InsertAsync([.. Enumerable.Range(1, 5).Select(number => Entry(number, SiloStatus.Dead))]);
        await using var other = OpenNode();
        var second = TableOf(other);

        await Task.WhenAll(
            [
                .. Enumerable.Range(11, 8).Select(number => Task.Run(
                    () => UntilItSucceedsAsync(second, table => second.InsertRowAsync(Entry(number), table.Version.Next(), Cancel)), Cancel)),
                Task.Run(() => Table.CleanupDefunctSiloEntriesAsync(Border, Cancel), Cancel),
            ]);

        await ShouldHoldAsync(version: 14, [.. Enumerable.Range(11, 8)]);
    }
}
