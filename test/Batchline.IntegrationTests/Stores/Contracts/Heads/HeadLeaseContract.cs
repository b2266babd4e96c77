using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Heads;

public abstract class HeadLeaseContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Account = Sample.AccountId(1);

    [Fact]
    public async Task The_first_acquisition_makes_the_head()
    {
        var head = await AcquireAsync(Account);

        head.AccountId.ShouldBe(Account);
        head.Fence.ShouldBe(Now.ToUnixTimeMilliseconds());
        head.Seq.ShouldBe(1);
        head.Leased.ShouldBeTrue();
        head.TakenOver.ShouldBeFalse();
        head.Wait.ShouldBe(TimeSpan.Zero);
        head.StoreNow.ShouldBe(Now);
        head.DueAt.ShouldBeNull();
        head.Control.ShouldBeNull();
        head.Commands.ShouldBeEmpty();
        head.Body.ShouldHold(new HeadBody());
    }

    [Fact]
    public async Task A_held_lease_is_refused_to_others_until_it_expires()
    {
        await AcquireAsync(Account, "first");
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        (await Store.Heads.AcquireAsync(Account, "second", Lease, leader: null, Cancel)).ShouldBeNull();

        Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await AcquireAsync(Account, "second")).TakenOver.ShouldBeTrue();
    }

    [Fact]
    public async Task Repeating_an_acquisition_answers_the_same_lease()
    {
        await AcquireAsync(Account, "first");
        Clock.Advance(Lease);
        var head = await AcquireAsync(Account, "second");
        Clock.Advance(TimeSpan.FromSeconds(1));

        var again = await AcquireAsync(Account, "second");

        again.ShouldHold(head with { StoreNow = Now });
        again.TakenOver.ShouldBeTrue();
    }

    [Fact]
    public async Task Repeating_an_acquisition_does_not_make_the_lease_longer()
    {
        await AcquireAsync(Account, "first");
        Clock.Advance(Lease / 2);
        await AcquireAsync(Account, "first");
        Clock.Advance(Lease / 2);

        (await Store.Heads.AcquireAsync(Account, "second", Lease, leader: null, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_owner_gets_a_new_lease_after_the_old_one_expired()
    {
        var first = await AcquireAsync(Account, "owner");
        Clock.Advance(Lease);

        var second = await AcquireAsync(Account, "owner");

        second.Fence.ShouldBeGreaterThan(first.Fence);
        second.TakenOver.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_given_back_is_free_at_once_and_not_taken_over()
    {
        var first = await AcquireAsync(Account, "first");
        (await CommitAsync(first, Release(first))).ShouldNotBeNull().Leased.ShouldBeFalse();

        var second = await AcquireAsync(Account, "second");

        second.TakenOver.ShouldBeFalse();
        second.Fence.ShouldBe(first.Fence + 1);
    }

    [Fact]
    public async Task The_fence_is_the_clock_once_that_is_ahead()
    {
        var first = await AcquireAsync(Account, "first");
        Clock.Advance(TimeSpan.FromHours(1));

        var second = await AcquireAsync(Account, "second");

        first.Fence.ShouldBeLessThan(second.Fence);
        second.Fence.ShouldBe(Now.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Accounts_are_leased_apart()
    {
        await AcquireAsync(Account, "first");

        (await Store.Heads.AcquireAsync(Sample.AccountId(2), "second", Lease, leader: null, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_who_acquire_at_once_one_holds_the_lease()
    {
        var other = OpenNode();
        await using (other)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
                (number % 2 == 0 ? Store : other).Heads.AcquireAsync(Account, $"owner-{number}", Lease, leader: null, Cancel)));

            answers.OfType<HeadView>().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task The_wait_is_what_is_left_of_the_reservation()
    {
        var head = await AcquireAsync(Account, "first");
        await CommitAsync(head, Write(head) with
        {
            Wait = TimeSpan.FromSeconds(40),
            Reserve = TimeSpan.FromSeconds(2),
        });
        Clock.Advance(Lease);

        (await AcquireAsync(Account, "second")).Wait.ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task The_wait_is_never_negative()
    {
        var head = await AcquireAsync(Account, "first");
        await CommitAsync(head, Write(head) with { Wait = TimeSpan.FromSeconds(1) });
        Clock.Advance(TimeSpan.FromHours(1));

        (await AcquireAsync(Account, "second")).Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_reservation_never_moves_back_while_the_lease_is_held()
    {
        var head = await AcquireAsync(Account, "first");
        head = (await CommitAsync(head, Write(head) with { Wait = TimeSpan.FromSeconds(60) })).ShouldNotBeNull();
        await CommitAsync(head, Write(head) with { Wait = TimeSpan.FromSeconds(1) });
        Clock.Advance(Lease);

        (await AcquireAsync(Account, "second")).Wait.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_lease_given_back_leaves_the_exact_remainder()
    {
        var head = await AcquireAsync(Account, "first");
        head = (await CommitAsync(head, Write(head) with { Wait = TimeSpan.FromSeconds(60) })).ShouldNotBeNull();
        await CommitAsync(head, Release(head) with { Wait = TimeSpan.FromMilliseconds(700), Reserve = TimeSpan.FromSeconds(9) });

        (await AcquireAsync(Account, "second")).Wait.ShouldBe(TimeSpan.FromMilliseconds(700));
    }

    [Fact]
    public async Task A_fence_does_not_restart_when_the_account_was_deleted()
    {
        var first = await AcquireAsync(Account, "first");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Store.Deletions.DeleteAsync(Account, deleteJobs: false, Cancel);

        var second = await AcquireAsync(Account, "second");

        second.Fence.ShouldBeGreaterThan(first.Fence);
        (await CommitAsync(first)).ShouldBeNull();
    }

    [Fact]
    public async Task Heads_are_read_for_accounts_that_have_one()
    {
        var head = await AcquireAsync(Account);
        await Store.Inbox.WakeAsync([Sample.AccountId(2)], Cancel);

        var heads = await Store.Heads.ReadAsync([Account, Sample.AccountId(2), Sample.AccountId(3)], Cancel);

        heads.Select(read => (read.AccountId, read.Leased)).ShouldBe(
            [(Account, true), (Sample.AccountId(2), false)], ignoreOrder: true);
        heads.Single(read => read.AccountId == Account).Fence.ShouldBe(head.Fence);
    }
}
