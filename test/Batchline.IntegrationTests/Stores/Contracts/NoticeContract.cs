using System.Globalization;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class NoticeContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_notice_comes_back_as_it_was_added()
    {
        var notice = Notice(1);

        (await Store.Notices.AddAsync(notice, Cancel)).ShouldBeTrue();

        (await Store.Notices.ListAsync(null, 10, Cancel)).ShouldHaveSingleItem().ShouldBe(notice with { NextAttemptAt = Now });
    }

    [Fact]
    public async Task An_occurrence_is_added_once_whoever_notices_it()
    {
        await using var other = OpenNode();

        var added = await Task.WhenAll(Enumerable.Range(1, 10).Select(number =>
            (number % 2 == 0 ? Store : other).Notices.AddAsync(Notice(number) with { Key = "the same" }, Cancel)));

        added.Count(one => one).ShouldBe(1);
        (await Store.Notices.ListAsync(null, 10, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_notice_is_claimed_by_one_process_only()
    {
        await using var other = OpenNode();
        foreach (var number in Enumerable.Range(1, 20))
            await Store.Notices.AddAsync(Notice(number), Cancel);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn =>
            (turn % 2 == 0 ? Store : other).Notices.ClaimAsync(Claim, 5, Cancel)));

        var ids = claimed.SelectMany(notices => notices).Select(notice => notice.Id).ToList();
        ids.ShouldBe(ids.Distinct());
        claimed.SelectMany(notices => notices).ShouldAllBe(notice => notice.Attempts == 1 && notice.NextAttemptAt == Now + Claim);
    }

    [Fact]
    public async Task The_longest_due_are_claimed_first_and_of_equals_those_that_were_made_first()
    {
        foreach (var number in new[] { 3, 1, 4, 2 })
            await Store.Notices.AddAsync(Notice(number), Cancel);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Store.Notices.AddAsync(Notice(0), Cancel);

        var first = await Store.Notices.ClaimAsync(Claim, 2, Cancel);
        var next = await Store.Notices.ClaimAsync(Claim, 3, Cancel);

        first.Select(notice => notice.Id).ShouldBe([Notice(1).Id, Notice(2).Id], ignoreOrder: true);
        next.Select(notice => notice.Id).ShouldBe([Notice(3).Id, Notice(4).Id, Notice(0).Id], ignoreOrder: true);
    }

    [Fact]
    public async Task A_claim_that_nobody_settles_runs_out()
    {
        await Store.Notices.AddAsync(Notice(1), Cancel);
        var first = (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem();

        Clock.Advance(Claim / 2);
        (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldBeEmpty();
        Clock.Advance(Claim / 2);
        var second = (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem();

        second.Id.ShouldBe(first.Id);
        second.Attempts.ShouldBe(2);
        (await Store.Notices.SettleAsync(first with { Status = NoticeStatus.Delivered }, Claim, Cancel)).ShouldBeFalse();
        (await Store.Notices.SettleAsync(second with { Status = NoticeStatus.Delivered, EndedAt = Now, Result = "200 OK" }, Claim, Cancel)).ShouldBeTrue();
        (await Store.Notices.ListAsync(null, 10, Cancel)).ShouldHaveSingleItem().Result.ShouldBe("200 OK");
    }

    [Fact]
    public async Task What_failed_is_claimed_again_when_its_pause_is_over_and_what_ended_is_not()
    {
        await Store.Notices.AddAsync(Notice(1), Cancel);
        await Store.Notices.AddAsync(Notice(2), Cancel);
        var claimed = await Store.Notices.ClaimAsync(Claim, 5, Cancel);
        var (failed, delivered) = (claimed.Single(notice => notice.Id == Notice(1).Id), claimed.Single(notice => notice.Id == Notice(2).Id));

        (await Store.Notices.SettleAsync(failed with { Result = "500" }, Claim / 4, Cancel)).ShouldBeTrue();
        (await Store.Notices.SettleAsync(delivered with { Status = NoticeStatus.Delivered, EndedAt = Now }, Claim / 4, Cancel)).ShouldBeTrue();
        (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldBeEmpty();
        Clock.Advance(Claim / 4);

        (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(failed.Id);
        (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromDays(1));
        (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(failed.Id);
    }

    [Fact]
    public async Task Claims_go_by_the_stores_clock_whatever_the_processes_clocks_say()
    {
        await using var early = OpenNode(ahead: TimeSpan.FromMinutes(2));
        await using var late = OpenNode(ahead: TimeSpan.FromMinutes(-2));

        // One that a fast clock wrote is due at once, and what a slow clock claimed is out of a fast one's reach.
        await early.Notices.AddAsync(Notice(1) with { CreatedAt = Now.AddMinutes(2) }, Cancel);
        (await late.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem().NextAttemptAt.ShouldBe(Now + Claim);
        Clock.Advance(Claim - TimeSpan.FromSeconds(1));
        (await early.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await early.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_notice_that_is_added_again_under_its_id_stays_as_it_is()
    {
        await Store.Notices.AddAsync(Notice(1), Cancel);
        var claimed = (await Store.Notices.ClaimAsync(Claim, 5, Cancel)).ShouldHaveSingleItem();

        (await Store.Notices.AddAsync(Notice(1), Cancel)).ShouldBeFalse();
        (await Store.Notices.AddAsync(Notice(1) with { Key = "other", Kind = "account.blocked" }, Cancel)).ShouldBeFalse();

        (await Store.Notices.ListAsync(null, 10, Cancel)).ShouldHaveSingleItem().ShouldBe(claimed);
    }

    [Fact]
    public async Task Notices_are_listed_newest_first_and_the_old_ones_deleted()
    {
        foreach (var number in Enumerable.Range(1, 5))
            await Store.Notices.AddAsync(Notice(number), Cancel);

        var first = await Store.Notices.ListAsync(null, 2, Cancel);
        var next = await Store.Notices.ListAsync(first[^1].Id, 10, Cancel);
        first.Concat(next).Select(notice => notice.Id).ShouldBe(Enumerable.Range(1, 5).Reverse().Select(number => Notice(number).Id));

        (await Store.Notices.DeleteAsync(Notice(4).Id, 2, Cancel)).ShouldBe(2);
        (await Store.Notices.DeleteAsync(Notice(4).Id, 2, Cancel)).ShouldBe(1);
        (await Store.Notices.ListAsync(null, 10, Cancel)).Select(notice => notice.Id).ShouldBe([Notice(5).Id, Notice(4).Id]);
    }

    private static Notice Notice(int number) => new()
    {
        Id = IdGenerator.FirstAt(Sample.Start.AddMinutes(number)),
        Key = number.ToString(CultureInfo.InvariantCulture),
        Kind = "operation.ended",
        Subject = Sample.OperationId(number).Value,
        CreatedAt = Sample.Start,
    };
}
