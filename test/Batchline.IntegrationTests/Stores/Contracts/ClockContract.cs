using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.IntegrationTests.Stores.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>Two processes whose clocks are two minutes off, one each way, on a store whose clock is right.</summary>
public abstract class ClockContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly TimeSpan Off = TimeSpan.FromMinutes(2);
    private static readonly AccountId Account = Sample.AccountId(1);

    [Fact]
    public async Task A_lease_lasts_as_long_for_everybody()
    {
        await using var early = OpenNode(-Off);
        await using var late = OpenNode(Off);
        var held = (await early.Heads.AcquireAsync(Account, "early", Lease, leader: null, Cancel)).ShouldNotBeNull();
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));

        (await late.Heads.AcquireAsync(Account, "late", Lease, leader: null, Cancel)).ShouldBeNull();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var taken = (await late.Heads.AcquireAsync(Account, "late", Lease, leader: null, Cancel)).ShouldNotBeNull();

        taken.Fence.ShouldBe(held.Fence + (long)Lease.TotalMilliseconds);
        taken.StoreNow.ShouldBe(Now);
        (await early.Heads.AcquireAsync(Account, "early", Lease, leader: null, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task An_account_is_due_at_the_same_moment_for_everybody()
    {
        await using var early = OpenNode(-Off);
        await using var late = OpenNode(Off);
        var head = (await late.Heads.AcquireAsync(Account, "late", Lease, leader: null, Cancel)).ShouldNotBeNull();
        await late.Heads.CommitAsync(
            new() { AccountId = Account, Head = Release(head) with { DueIn = TimeSpan.FromMinutes(1) } }, Cancel);

        foreach (var node in new[] { early, late })
        {
            var due = await node.Inbox.DueAsync(10, Cancel);
            (due.Accounts.Count, due.Next).ShouldBe((0, TimeSpan.FromMinutes(1)));
        }
        Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var node in new[] { early, late })
            (await node.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Account]);
    }

    [Fact]
    public async Task The_role_of_the_leader_is_held_as_long_for_everybody()
    {
        await using var early = OpenNode(-Off);
        await using var late = OpenNode(Off);
        (await Role(early).TakeAsync("early", Lease, Cancel)).ShouldNotBeNull();
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));

        (await Role(late).TakeAsync("late", Lease, Cancel)).ShouldBeNull();
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await Role(late).TakeAsync("late", Lease, Cancel)).ShouldNotBeNull();
        (await Role(early).TakeAsync("early", Lease, Cancel)).ShouldBeNull();
    }

    private static ILeaderRole Role(StoreNode node) => node.Services.GetRequiredService<ILeaderRole>();
}
