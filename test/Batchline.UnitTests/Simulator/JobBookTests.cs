using Batchline.Simulator.Jobs;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class JobBookTests
{
    private static readonly DateOnly Today = new(2025, 6, 1);
    private static readonly DateOnly Always = new(2000, 1, 1);
    private readonly JobSource source = new(seed: 1, 250, Today) { UnscheduledShare = 0.1, UnlistedShare = 0.1 };
    private readonly JobBook book;

    public JobBookTests() => book = new JobBook(source, 0);

    [Fact]
    public void Pages_hold_every_scheduled_and_listed_job_once_newest_first()
    {
        var rows = Enumerable.Range(0, 3).SelectMany(page => Page(100 * page, 100)).ToList();

        rows.ShouldBe(Enumerable.Range(0, 250).Where(IsListed));
        Times(rows).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void A_page_says_whether_another_row_follows()
    {
        var count = Enumerable.Range(0, 250).Count(IsListed);

        book.Page(Always, false, 0, count, []).ShouldBeFalse();
        book.Page(Always, false, 0, count - 1, []).ShouldBeTrue();
    }

    [Fact]
    public void The_start_date_cuts_off_what_was_scheduled_before()
    {
        var rows = Page(0, 250, from: Today);

        rows.ShouldNotBeEmpty();
        Times(rows).ShouldAllBe(time => time >= Today.ToDateTime(TimeOnly.MinValue));
        rows.ShouldBe(Page(0, 250).Take(rows.Count));
    }

    [Fact]
    public void Only_open_hides_done_and_canceled()
    {
        var rows = Page(0, 250, onlyOpen: true);

        rows.Select(index => source.StatusOf(0, index, 0)).Distinct().ShouldNotContain(status => status == "Done" || status == "Canceled");
        rows.ShouldContain(index => source.StatusOf(0, index, 0) == "done pending approval");
    }

    [Fact]
    public void A_moved_job_stands_where_its_new_date_belongs()
    {
        var last = Page(0, 250)[^1];
        var to = Today.ToDateTime(new TimeOnly(12, 1));

        book.Set(last, JobState.Initial with { MovedTo = to });

        var rows = Page(0, 250);
        rows.Count(index => index == last).ShouldBe(1);
        Times(rows).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void A_vanished_job_is_nowhere_and_comes_back_when_restored()
    {
        var first = Page(0, 1)[0];

        book.Set(first, JobState.Initial with { Vanished = true });
        book.Find(first).ShouldBeNull();
        Page(0, 250).ShouldNotContain(first);

        book.Set(first, JobState.Initial);
        Page(0, 250).ShouldContain(first);
    }

    [Fact]
    public void A_job_that_appears_is_listed()
    {
        var index = book.Add();

        index.ShouldBe(250);
        book.Find(index).ShouldNotBeNull();
        Page(0, 300).Count(row => row == index).ShouldBe(source.IsUnlisted(0, index) ? 0 : 1);
    }

    private bool IsListed(int index) => source.ScheduledFor(0, index, JobState.Initial) is not null && !source.IsUnlisted(0, index);

    private List<DateTime> Times(List<int> rows) => [.. rows.Select(index => source.ScheduledFor(0, index, book.StateOf(index))!.Value)];

    private List<int> Page(int skip, int take, bool onlyOpen = false, DateOnly? from = null)
    {
        var rows = new List<(int Index, JobState State)>();
        book.Page(from ?? Always, onlyOpen, skip, take, rows);
        return [.. rows.Select(row => row.Index)];
    }
}
