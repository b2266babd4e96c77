using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

/// <summary>What the store itself promises, without Orleans.</summary>
public abstract class MembershipStoreContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const string Cluster = "one.$%cluster";
    private const string Member = "$a.b%2E.c";

    [Fact]
    public async Task A_cluster_is_created_once()
    {
        (await Store.Membership.ReadAsync(Cluster, Cancel)).ShouldBeNull();

        await Store.Membership.CreateAsync(Cluster, "first", Cancel);
        await Store.Membership.CreateAsync(Cluster, "second", Cancel);

        await ShouldBeAsync(0, "first");
    }

    [Fact]
    public async Task A_replacement_follows_the_version_before_it()
    {
        await Store.Membership.CreateAsync(Cluster, "0", Cancel);

        (await Store.Membership.ReplaceAsync(Cluster, 1, "early", [], Cancel)).ShouldBeFalse();
        (await Store.Membership.ReplaceAsync(Cluster, 0, "1", [], Cancel)).ShouldBeTrue();
        (await Store.Membership.ReplaceAsync(Cluster, 0, "late", [], Cancel)).ShouldBeFalse();
        (await Store.Membership.ReplaceAsync("another", 0, "unknown", [], Cancel)).ShouldBeFalse();

        await ShouldBeAsync(1, "1");
    }

    [Fact]
    public async Task Of_many_replacements_one_wins()
    {
        await Store.Membership.CreateAsync(Cluster, "0", Cancel);
        await using var other = OpenNode();
        var stores = new[] { Store.Membership, other.Membership };

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(writer => Task.Run(
            () => stores[writer % 2].ReplaceAsync(Cluster, 0, $"writer {writer}", [], Cancel), Cancel)));

        var winner = answers.Index().Single(answer => answer.Item).Index;
        await ShouldBeAsync(1, $"writer {winner}");
    }

    [Fact]
    public async Task A_time_is_kept_in_milliseconds_beside_the_version()
    {
        await Store.Membership.CreateAsync(Cluster, "0", Cancel);

        await Store.Membership.SetAliveAsync(Cluster, Member, Now, Cancel);
        await Store.Membership.SetAliveAsync(Cluster, Member, Now.AddTicks(15_000), Cancel);
        await Store.Membership.SetAliveAsync(Cluster, "other", Now, Cancel);

        await ShouldBeAsync(0, "0", (Member, Now.AddMilliseconds(1)), ("other", Now));
    }

    [Fact]
    public async Task Times_go_only_with_a_replacement_that_succeeds()
    {
        await Store.Membership.CreateAsync(Cluster, "0", Cancel);
        await Store.Membership.SetAliveAsync(Cluster, Member, Now, Cancel);
        await Store.Membership.SetAliveAsync(Cluster, "other", Now, Cancel);

        (await Store.Membership.ReplaceAsync(Cluster, 7, "refused", [Member], Cancel)).ShouldBeFalse();
        await ShouldBeAsync(0, "0", (Member, Now), ("other", Now));

        (await Store.Membership.ReplaceAsync(Cluster, 0, "1", [Member, "never there"], Cancel)).ShouldBeTrue();
        await ShouldBeAsync(1, "1", ("other", Now));
    }

    [Fact]
    public async Task A_deleted_cluster_leaves_nothing_behind()
    {
        await Store.Membership.CreateAsync(Cluster, "0", Cancel);
        await Store.Membership.SetAliveAsync(Cluster, Member, Now, Cancel);

        await Store.Membership.DeleteAsync(Cluster, Cancel);
        await Store.Membership.DeleteAsync(Cluster, Cancel);

        (await Store.Membership.ReadAsync(Cluster, Cancel)).ShouldBeNull();
        await Store.Membership.CreateAsync(Cluster, "again", Cancel);
        await ShouldBeAsync(0, "again");
    }

    private async Task ShouldBeAsync(long version, string members, params (string Member, DateTimeOffset At)[] alive)
    {
        var read = (await Store.Membership.ReadAsync(Cluster, Cancel)).ShouldNotBeNull();
        (read.Version, read.Members).ShouldBe((version, members));
        read.Alive.Select(one => (one.Key, one.Value)).ShouldBe(alive, ignoreOrder: true);
    }
}
