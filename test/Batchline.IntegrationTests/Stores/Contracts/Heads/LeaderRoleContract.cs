using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.IntegrationTests.Stores.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Contracts.Heads;

public abstract class LeaderRoleContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly AccountId Account = Sample.AccountId(1);

    private ILeaderRole Role => Store.Services.GetRequiredService<ILeaderRole>();

    [Fact]
    public async Task The_first_who_asks_leads_and_its_fence_is_the_clock()
    {
        var claim = await Role.TakeAsync("one", Term, Cancel);

        claim.ShouldBe(new LeaderClaim(Now.ToUnixTimeMilliseconds(), Lost: null));
    }

    [Fact]
    public async Task The_role_is_refused_to_others_until_its_time_is_over()
    {
        var first = (await Role.TakeAsync("one", Term, Cancel)).ShouldNotBeNull();
        Clock.Advance(Term - Millisecond);
        (await Role.TakeAsync("two", Term, Cancel)).ShouldBeNull();
        Clock.Advance(Millisecond);

        var second = (await Role.TakeAsync("two", Term, Cancel)).ShouldNotBeNull();
        second.Fence.ShouldBeGreaterThan(first.Fence);
        second.Lost.ShouldBe(first.Fence);
        (await Role.TakeAsync("one", Term, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_asks_again_in_time_keeps_the_role_and_its_fence_for_another_term()
    {
        var first = await Role.TakeAsync("one", Term, Cancel);
        Clock.Advance(Term - Millisecond);
        var again = await Role.TakeAsync("one", Term, Cancel);
        Clock.Advance(Term - Millisecond);

        again.ShouldBe(first);
        (await Role.TakeAsync("two", Term, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_asks_again_too_late_gets_a_greater_fence()
    {
        var first = (await Role.TakeAsync("one", Term, Cancel)).ShouldNotBeNull();
        Clock.Advance(Term);

        var second = (await Role.TakeAsync("one", Term, Cancel)).ShouldNotBeNull();
        second.Fence.ShouldBeGreaterThan(first.Fence);
        second.Lost.ShouldBe(first.Fence);
    }

    [Fact]
    public async Task A_role_that_was_given_up_is_free_at_once_and_the_next_fence_is_greater()
    {
        var first = (await Role.TakeAsync("one", Term, Cancel)).ShouldNotBeNull();
        await Role.LeaveAsync("one", Cancel);

        (await Role.TakeAsync("two", Term, Cancel)).ShouldBe(new LeaderClaim(first.Fence + 1, Lost: null));
    }

    [Fact]
    public async Task Nobody_gives_up_the_role_of_another()
    {
        await Role.TakeAsync("one", Term, Cancel);
        await Role.LeaveAsync("two", Cancel);

        (await Role.TakeAsync("two", Term, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Giving_up_a_role_that_nobody_has_changes_nothing()
    {
        await Role.LeaveAsync("one", Cancel);

        (await Role.TakeAsync("two", Term, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_leads()
    {
        var other = OpenNode();
        await using (other)
        {
            var there = other.Services.GetRequiredService<ILeaderRole>();
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
                (number % 2 == 0 ? Role : there).TakeAsync($"owner-{number}", Term, Cancel)));

            answers.OfType<LeaderClaim>().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task Leases_of_a_leader_that_lost_its_role_end_and_their_accounts_are_due_at_once()
    {
        var fence = (await Role.TakeAsync("one", Term, Cancel)).ShouldNotBeNull().Fence;
        await Store.Inbox.WakeAsync([Account], Cancel);
        var head = (await Store.Heads.AcquireAsync(Account, "slice", Lease, fence, Cancel)).ShouldNotBeNull();
        await CommitAsync(head, Write(head) with { Wait = TimeSpan.FromSeconds(10), DueIn = Lease });

        await Role.EndLeasesAsync(fence, Cancel);

        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBe([Account]);
        var next = (await Store.Heads.AcquireAsync(Account, "successor", Lease, fence + 1, Cancel)).ShouldNotBeNull();
        (next.TakenOver, next.Wait).ShouldBe((true, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_lease_that_ended_so_may_still_be_written_under_until_somebody_takes_the_account()
    {
        var head = (await Store.Heads.AcquireAsync(Account, "slice", Lease, leader: 1, Cancel)).ShouldNotBeNull();
        await Role.EndLeasesAsync(1, Cancel);

        (await CommitAsync(head)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Leases_of_other_leaders_and_of_requests_go_on()
    {
        await Store.Heads.AcquireAsync(Account, "a request", Lease, leader: null, Cancel);
        await Store.Heads.AcquireAsync(Sample.AccountId(2), "a slice", Lease, leader: 7, Cancel);

        await Role.EndLeasesAsync(6, Cancel);

        (await Store.Heads.ReadAsync([Account, Sample.AccountId(2)], Cancel)).ShouldAllBe(head => head.Leased);
    }

    [Fact]
    public async Task A_lease_that_was_given_back_stays_given_back()
    {
        var head = (await Store.Heads.AcquireAsync(Account, "slice", Lease, leader: 1, Cancel)).ShouldNotBeNull();
        await CommitAsync(head, Release(head));

        await Role.EndLeasesAsync(1, Cancel);

        (await Store.Inbox.DueAsync(10, Cancel)).Accounts.ShouldBeEmpty();
        (await Store.Heads.AcquireAsync(Account, "next", Lease, leader: null, Cancel)).ShouldNotBeNull().TakenOver.ShouldBeFalse();
    }
}
