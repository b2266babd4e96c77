using System.Globalization;
using Batchline.Engine;
using Batchline.Engine.Report;

namespace Batchline.IntegrationTests.Stores;

public abstract class NoticeContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_notice_comes_back_as_it_was_added()
    {
        var notice = Notice(1);

        (await Store.Notices.AddAsync(notice, Cancel)).ShouldBeTrue();

        (await Store.Notices.ListAsync(null, 10, Cancel)).ShouldHaveSingleItem().ShouldBe(notice);
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
            (turn % 2 == 0 ? Store : other).Notices.ClaimAsync(Now, Now + Claim, 5, Cancel)));

        var ids = claimed.SelectMany(notices => notices).Select(notice => notice.Id).ToList();
        ids.ShouldBe(ids.Distinct());
        claimed.SelectMany(notices => notices).ShouldAllBe(notice => notice.Attempts == 1);
    }

    [Fact]
    public async Task A_claim_that_nobody_settles_runs_out()
    {
        await Store.Notices.AddAsync(Notice(1), Cancel);
        var first = (await Store.Notices.ClaimAsync(Now, Now + Claim, 5, Cancel)).ShouldHaveSingleItem();

        (await Store.Notices.ClaimAsync(Now + Claim / 2, Now + 2 * Claim, 5, Cancel)).ShouldBeEmpty();
        var second = (await Store.Notices.ClaimAsync(Now + Claim, Now + 2 * Claim, 5, Cancel)).ShouldHaveSingleItem();

        second.Id.ShouldBe(first.Id);
        second.Attempts.ShouldBe(2);
        (await Store.Notices.SettleAsync(first with { Status = NoticeStatus.Delivered }, Cancel)).ShouldBeFalse();
        (await Store.Notices.SettleAsync(second with { Status = NoticeStatus.Delivered, EndedAt = Now, Result = "200 OK" }, Cancel)).ShouldBeTrue();
        (await Store.Notices.ListAsync(null, 10, Cancel)).ShouldHaveSingleItem().Result.ShouldBe("200 OK");
    }

    [Fact]
    public async Task What_failed_is_claimed_again_when_its_time_has_come_and_what_ended_is_not()
    {
        await Store.Notices.AddAsync(Notice(1), Cancel);
        await Store.Notices.AddAsync(Notice(2), Cancel);
        var claimed = await Store.Notices.ClaimAsync(Now, Now + Claim, 5, Cancel);
        var (failed, delivered) = (claimed.Single(notice => notice.Id == Notice(1).Id), claimed.Single(notice => notice.Id == Notice(2).Id));

        (await Store.Notices.SettleAsync(failed with { NextAttemptAt = Now + Claim / 4, Result = "500" }, Cancel)).ShouldBeTrue();
        (await Store.Notices.SettleAsync(delivered with { Status = NoticeStatus.Delivered, EndedAt = Now }, Cancel)).ShouldBeTrue();

        (await Store.Notices.ClaimAsync(Now + Claim / 4, Now + Claim, 5, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(failed.Id);
        (await Store.Notices.ClaimAsync(Now + Claim / 4, Now + Claim, 5, Cancel)).ShouldBeEmpty();
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

    private Notice Notice(int number) => new()
    {
        Id = IdGenerator.FirstAt(Sample.Start.AddMinutes(number)),
        Key = number.ToString(CultureInfo.InvariantCulture),
        Kind = "operation.ended",
        Subject = Sample.OperationId(number).Value,
        CreatedAt = Now,
        NextAttemptAt = Now,
    };
}
