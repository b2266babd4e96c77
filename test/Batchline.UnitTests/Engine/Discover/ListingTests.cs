using Batchline.Engine.Discover;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Discover;

public sealed class ListingTests
{
    private static readonly ListCursor Start = new() { StartDate = new DateOnly(2026, 1, 1) };

    [Fact]
    public void Every_row_of_a_list_is_seen_whatever_the_offset_counts()
    {
        Gen.Select(Gen.Int[0, 450], Gen.Bool, Gen.Bool).Sample((rows, countsRecords, saysMore) =>
        {
            var list = new PagedList(rows, countsRecords, saysMore);

            var seen = list.Walk();

            seen.ShouldBe(list.Rows, ignoreOrder: true);
            list.Requests.ShouldBeLessThanOrEqualTo((rows / 100) + 3);
        }, iter: 400);
    }

    [Fact]
    public void Rows_that_move_between_pages_do_not_change_what_the_offset_counts()
    {
        Gen.Select(Gen.Int[101, 450], Gen.Int[1, 49], Gen.Bool).Sample((rows, inserted, countsRecords) =>
        {
            var list = new PagedList(rows, countsRecords, true);
            var before = list.Rows.ToList();

            var seen = list.Walk(afterFirstPage: () => list.InsertInFront(inserted));

            seen.ShouldBeSubsetOf(list.Rows);
            before.ShouldBeSubsetOf(seen);
        }, iter: 200);
    }

    [Fact]
    public void New_pages_at_offset_one_mean_that_it_counts_pages()
    {
        var cursor = Listing.Next(Start, Page(0, 100), Sample.Noon).ShouldNotBeNull();

        var next = Listing.Next(cursor, Page(100, 100), Sample.Noon).ShouldNotBeNull();

        Listing.Query(cursor).Offset.ShouldBe(1);
        next.Mode.ShouldBe(OffsetMode.Page);
        Listing.Query(next).Offset.ShouldBe(2);
    }

    [Fact]
    public void The_same_rows_at_offset_one_mean_that_it_counts_records()
    {
        var cursor = Listing.Next(Start, Page(0, 100), Sample.Noon).ShouldNotBeNull();

        var next = Listing.Next(cursor, Page(1, 100), Sample.Noon).ShouldNotBeNull();

        next.Mode.ShouldBe(OffsetMode.Record);
        Listing.Query(next).Offset.ShouldBe(100);
    }

    [Fact]
    public void An_empty_page_ends_the_list()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page };

        Listing.Next(cursor, Page(0, 0), Sample.Noon).ShouldBeNull();
    }

    [Fact]
    public void A_page_without_more_ends_the_list()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Record };

        Listing.Next(cursor, Page(500, 100, more: false), Sample.Noon).ShouldBeNull();
        Listing.Next(Start, Page(0, 100, more: false), Sample.Noon).ShouldBeNull();
    }

    [Fact]
    public void A_listing_that_rested_for_more_than_ten_minutes_starts_again()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon };

        Listing.Refresh(cursor, Sample.Noon.AddMinutes(10)).ShouldBe(cursor);
        Listing.Refresh(cursor, Sample.Noon.AddMinutes(10).AddSeconds(1)).ShouldBeEquivalentTo(Start);
        Listing.Refresh(Start, Sample.Noon.AddYears(1)).ShouldBe(Start);
    }

    private static WorkizAnswer.Page Page(int first, int count, bool more = true) =>
        new([.. Enumerable.Range(first, count).Select(row => new JobDocument($"R{row}", "{}"))], more);
}
