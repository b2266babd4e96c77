using Batchline.Engine.Discover;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Discover;

public sealed class ListingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
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
        var cursor = Listing.Next(Start, Page(0, 100), Sample.Noon).Next.ShouldNotBeNull();

        var next = Listing.Next(cursor, Page(100, 100), Sample.Noon).Next.ShouldNotBeNull();

        Listing.Query(cursor).Offset.ShouldBe(1);
        next.Mode.ShouldBe(OffsetMode.Page);
        Listing.Query(next).Offset.ShouldBe(2);
    }

    [Fact]
    public void The_same_rows_at_offset_one_mean_that_it_counts_records()
    {
        var cursor = Listing.Next(Start, Page(0, 100), Sample.Noon).Next.ShouldNotBeNull();

        var next = Listing.Next(cursor, Page(1, 100), Sample.Noon).Next.ShouldNotBeNull();

        next.Mode.ShouldBe(OffsetMode.Record);
        Listing.Query(next).Offset.ShouldBe(100);
    }

    [Fact]
    public void An_empty_page_ends_the_list()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page };

        Listing.Next(cursor, Page(0, 0), Sample.Noon).ShouldBe(new PageResult(null, true, null));
    }

    [Fact]
    public void A_page_without_more_ends_the_list()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Record };

        Listing.Next(cursor, Page(500, 100, more: false), Sample.Noon).ShouldBe(new PageResult(null, true, null));
        Listing.Next(Start, Page(0, 100, more: false), Sample.Noon).ShouldBe(new PageResult(null, true, null));
    }

    [Fact]
    public void A_listing_that_rested_for_more_than_ten_minutes_starts_again()
    {
        var cursor = Start with { NextPage = 5, Pages = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon };

        Listing.Refresh(cursor, Sample.Noon.AddMinutes(10), Second).ShouldBe(cursor);
        Listing.Refresh(cursor, Sample.Noon.AddMinutes(10).AddSeconds(1), Second).ShouldBeEquivalentTo(Start with { Restarts = 1 });
        Listing.Refresh(Start, Sample.Noon.AddYears(1), Second).ShouldBe(Start);
    }

    [Fact]
    public void How_long_a_listing_may_rest_depends_on_the_pace()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon };

        Listing.Refresh(cursor, Sample.Noon.AddMinutes(44), TimeSpan.FromMinutes(11)).ShouldBe(cursor);
        Listing.Refresh(cursor, Sample.Noon.AddMinutes(45), TimeSpan.FromMinutes(11)).Restarts.ShouldBe(1);
    }

    [Fact]
    public void A_listing_that_is_always_held_up_goes_on_after_three_new_starts()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon, Restarts = 3 };

        Listing.Refresh(cursor, Sample.Noon.AddDays(1), Second).ShouldBe(cursor);
    }

    [Theory]
    [InlineData(true, 99)]
    [InlineData(true, 50)]
    [InlineData(true, 30)]
    [InlineData(false, 99)]
    [InlineData(false, 50)]
    [InlineData(false, 30)]
    public void Every_row_is_seen_where_a_page_has_fewer_rows_than_were_asked_for(bool countsRecords, int most)
    {
        var list = new PagedList(250, countsRecords, saysMore: true, most);

        list.Walk().Count.ShouldBe(250);
        list.Requests.ShouldBeLessThanOrEqualTo((250 / most) + 3);
    }

    [Fact]
    public void A_page_that_comes_again_ends_the_list_and_says_so()
    {
        var first = Listing.Next(Start, Page(0, 100), Sample.Noon).Next.ShouldNotBeNull();
        var probed = Listing.Next(first, Page(0, 100), Sample.Noon).Next.ShouldNotBeNull();

        var again = Listing.Next(probed, Page(0, 100), Sample.Noon);

        Listing.Query(probed).Offset.ShouldBe(100);
        again.ShouldBe(new PageResult(null, false, Listing.Repeats));
    }

    [Fact]
    public void The_last_page_again_and_again_ends_the_list_whatever_the_order_of_its_rows()
    {
        var cursor = Start with { NextPage = 3, Pages = 3, Rows = 300, Mode = OffsetMode.Page };
        var behind = Listing.Next(cursor, Page(300, 40), Sample.Noon).Next.ShouldNotBeNull();
        var turned = Page(300, 40) with { Jobs = [.. Page(300, 40).Jobs.Reverse()] };

        Listing.Next(behind, turned, Sample.Noon).ShouldBe(new PageResult(null, false, Listing.Repeats));
    }

    [Fact]
    public void Pages_that_go_round_in_a_circle_end_the_list()
    {
        ListCursor? cursor = Start with { NextPage = 2, Mode = OffsetMode.Page };
        var asked = 0;

        while (cursor is not null && asked < 100)
            cursor = Listing.Next(cursor, Page(asked++ % 5 * 100, 100), Sample.Noon).Next;

        asked.ShouldBe(6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Around_a_row_that_is_too_large_every_other_row_is_seen(bool countsRecords)
    {
        Gen.Select(Gen.Int[1, 450], Gen.Int[0, 449]).Sample((rows, large) =>
        {
            var list = new PagedList(rows, countsRecords, saysMore: true);

            var (seen, skipped, requests) = WalkAround(list, rows, large % rows, countsRecords);

            seen.ShouldBe(list.Rows.Where((_, row) => row != large % rows), ignoreOrder: true);
            skipped.ShouldBe(1);
            requests.ShouldBeLessThan((rows / 100) + 50);
        }, iter: 200);
    }

    [Fact]
    public void A_remote_that_sends_more_rows_than_asked_for_where_fewer_were_wanted_ends_the_list_with_a_problem()
    {
        var cursor = Start with { NextPage = 6, Records = 50, Mode = OffsetMode.Page };

        var result = Listing.Next(cursor, Page(600, 100), Sample.Noon);

        result.Next.ShouldBeNull();
        result.Problem.ShouldNotBeNull().ShouldContain("too large");
    }

    /// <summary>Walks through a list in which every page with one certain row is too large.</summary>
    private static (HashSet<string> Seen, int Skipped, int Requests) WalkAround(PagedList list, int rows, int large, bool countsRecords)
    {
        var (seen, skipped, requests) = (new HashSet<string>(), 0, 0);
        ListCursor? cursor = Start;
        while (cursor is not null && requests++ < 200)
        {
            var query = Listing.Query(cursor);
            var first = countsRecords ? query.Offset : query.Offset * query.Records;
            if (large >= first && large < Math.Min(rows, first + query.Records))
            {
                if (Listing.Smaller(cursor) is { } smaller)
                    cursor = smaller;
                else
                    (cursor, skipped) = (Listing.SkipRow(cursor, Sample.Noon), skipped + 1);
                continue;
            }
            var page = list.Answer(query);
            seen.UnionWith(page.Jobs.Select(job => job.Uuid));
            cursor = Listing.Next(cursor, page, Sample.Noon).Next;
        }
        return (seen, skipped, requests);
    }

    private static WorkizAnswer.Page Page(int first, int count, bool more = true) =>
        new([.. Enumerable.Range(first, count).Select(row => new JobDocument($"R{row}", "{}"))], more);
}
