using Batchline.Engine.Listing;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Listing;

public sealed class ListWalkTests
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
        var cursor = Next(Start, Page(0, 100)).Next.ShouldNotBeNull();

        var next = Next(cursor, Page(100, 100)).Next.ShouldNotBeNull();

        ListWalk.Query(cursor).Offset.ShouldBe(1);
        next.Mode.ShouldBe(OffsetMode.Page);
        ListWalk.Query(next).Offset.ShouldBe(2);
    }

    [Fact]
    public void The_same_rows_at_offset_one_mean_that_it_counts_records()
    {
        var cursor = Next(Start, Page(0, 100)).Next.ShouldNotBeNull();

        var next = Next(cursor, Page(1, 100)).Next.ShouldNotBeNull();

        next.Mode.ShouldBe(OffsetMode.Record);
        ListWalk.Query(next).Offset.ShouldBe(100);
    }

    [Fact]
    public void An_empty_page_ends_the_list()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page };

        Next(cursor, Page(0, 0)).ShouldBe(new PageResult(null, true, null));
    }

    [Fact]
    public void A_page_without_more_ends_the_list()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Record };

        Next(cursor, Page(500, 100, more: false)).ShouldBe(new PageResult(null, true, null));
        Next(Start, Page(0, 100, more: false)).ShouldBe(new PageResult(null, true, null));
    }

    [Fact]
    public void A_listing_that_rested_for_more_than_ten_minutes_starts_again()
    {
        var cursor = Start with { NextPage = 5, Pages = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon };

        ListWalk.Refresh(cursor, Sample.Noon.AddMinutes(10), Second).ShouldBe(cursor);
        ListWalk.Refresh(cursor, Sample.Noon.AddMinutes(10).AddSeconds(1), Second).ShouldBeEquivalentTo(Start with { Restarts = 1, PagesBefore = 5 });
        ListWalk.Refresh(Start, Sample.Noon.AddYears(1), Second).ShouldBe(Start);
    }

    [Fact]
    public void How_long_a_listing_may_rest_depends_on_the_pace()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon };

        ListWalk.Refresh(cursor, Sample.Noon.AddMinutes(44), TimeSpan.FromMinutes(11)).ShouldBe(cursor);
        ListWalk.Refresh(cursor, Sample.Noon.AddMinutes(45), TimeSpan.FromMinutes(11)).Restarts.ShouldBe(1);
    }

    [Fact]
    public void A_listing_that_is_always_held_up_goes_on_after_three_new_starts()
    {
        var cursor = Start with { NextPage = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon, Restarts = 3 };

        ListWalk.Refresh(cursor, Sample.Noon.AddDays(1), Second).ShouldBe(cursor);
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
    public void Three_pages_in_a_row_without_a_new_row_end_the_list_and_say_so()
    {
        var cursor = Start with { NextPage = 3, Pages = 3, Rows = 300, Mode = OffsetMode.Page };

        var first = ListWalk.Next(cursor, Page(200, 100), 0, Sample.Noon);
        var second = ListWalk.Next(first.Next.ShouldNotBeNull(), Page(150, 100), 0, Sample.Noon);
        var third = ListWalk.Next(second.Next.ShouldNotBeNull(), Page(200, 100), 0, Sample.Noon);

        (third.Next, third.Problem).ShouldBe((null, ListWalk.Repeats));
    }

    [Fact]
    public void The_page_that_came_last_again_brings_nothing_new_and_one_that_was_only_stored_does()
    {
        var cursor = Start with { NextPage = 3, Pages = 3, Rows = 300, Mode = OffsetMode.Page };
        var turned = Page(300, 40) with { Jobs = [.. Page(300, 40).Jobs.Reverse()] };

        var stored = ListWalk.Next(cursor, Page(300, 40), 0, Sample.Noon);

        stored.BringsNew.ShouldBeTrue();
        ListWalk.Next(stored.Next.ShouldNotBeNull(), turned, 0, Sample.Noon).BringsNew.ShouldBeFalse();
    }

    [Fact]
    public void A_page_that_a_process_stored_before_it_died_ends_no_list()
    {
        var cursor = Start with { NextPage = 3, Pages = 3, Rows = 300, Mode = OffsetMode.Page, StalePages = 2 };

        ListWalk.Next(cursor, Page(300, 100), 1, Sample.Noon).Next.ShouldNotBeNull().StalePages.ShouldBe(0);
    }

    [Fact]
    public void Pages_that_were_read_before_a_listing_started_again_count_as_new()
    {
        var cursor = Start with { NextPage = 5, Pages = 5, Mode = OffsetMode.Page, LastPageAt = Sample.Noon };
        ListCursor? again = ListWalk.Refresh(cursor, Sample.Noon.AddHours(1), Second) with { Mode = OffsetMode.Page };

        for (var page = 0; page < 5; page++)
            again = ListWalk.Next(again.ShouldNotBeNull(), Page(page * 100, 100), 0, Sample.Noon).Next;

        again.ShouldNotBeNull().StalePages.ShouldBe(0);
    }

    [Fact]
    public void An_offset_that_is_ignored_ends_the_list_after_five_pages()
    {
        ListCursor? cursor = Start;
        PageResult? last = null;
        var asked = 0;

        for (; cursor is not null; cursor = last.Next)
            last = ListWalk.Next(cursor, Page(0, 100), asked++ == 0 ? 100 : 0, Sample.Noon);

        asked.ShouldBe(5);
        last.ShouldNotBeNull().Problem.ShouldBe(ListWalk.Repeats);
    }

    [Fact]
    public void A_list_without_an_end_is_left_after_twenty_thousand_pages()
    {
        var cursor = Start with { NextPage = 19_999, Pages = 19_999, Mode = OffsetMode.Page };

        Next(cursor, Page(1_999_900, 100)).Problem.ShouldNotBeNull().ShouldContain("20,000 pages");
    }

    [Fact]
    public void A_listing_whose_page_is_refused_does_not_start_again_however_long_it_waits()
    {
        var cursor = Start with { NextPage = 1, Pages = 1, LastPageAt = Sample.Noon, Failures = 3 };

        ListWalk.Refresh(cursor, Sample.Noon.AddHours(5), Second).ShouldBe(cursor);
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

        var result = Next(cursor, Page(600, 100));

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
            var query = ListWalk.Query(cursor);
            var first = countsRecords ? query.Offset : query.Offset * query.Records;
            if (large >= first && large < Math.Min(rows, first + query.Records))
            {
                if (ListWalk.Smaller(cursor) is { } smaller)
                    cursor = smaller;
                else
                    (cursor, skipped) = (ListWalk.SkipRow(cursor, Sample.Noon), skipped + 1);
                continue;
            }
            var page = list.Answer(query);
            cursor = ListWalk.Next(cursor, page, page.Jobs.Count(job => seen.Add(job.Uuid)), Sample.Noon).Next;
        }
        return (seen, skipped, requests);
    }

    /// <summary>All of its rows are new.</summary>
    private static PageResult Next(ListCursor cursor, WorkizAnswer.Page page) => ListWalk.Next(cursor, page, page.Jobs.Count, Sample.Noon);

    private static WorkizAnswer.Page Page(int first, int count, bool more = true) =>
        new([.. Enumerable.Range(first, count).Select(row => new JobDocument($"R{row}", "{}"))], more);
}
