using System.Security.Cryptography;
using System.Text;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Listing;

/// <summary>
/// Walks through <c>job/all</c>. Workiz documents that <c>offset</c> counts records, but it counts pages (recorded by
/// several public clients). If there is more after the first page, the answer to offset 1 tells. Pure.
/// </summary>
internal static class ListWalk
{
    public const int PageSize = 100;

    /// <summary>After this many rows in a row that are too large even alone, the list itself is at fault.</summary>
    public const int MostSkipped = 3;

    /// <summary>Why a listing ended at a page that had come before.</summary>
    public const string Repeats =
        "Workiz returned rows it had already sent instead of new ones, so the list was treated as complete. Known jobs that were not listed are requested one by one.";

    private const string Endless =
        "After 20,000 pages Workiz still reported more, so reading the job list stopped there. Known jobs that were not listed are requested one by one.";

    /// <summary>Why a listing ended at a page with more rows than were requested.</summary>
    private const string SizeIgnored =
        "A page of the job list was too large to read, and Workiz ignored the request for a smaller one, so the list was not read to its end. Known jobs that were not listed are requested one by one.";

    private const int StaleIntervals = 4;
    private const int MostRestarts = 3;

    /// <summary>More than one, because a process may have stored a page and died before it could say so.</summary>
    private const int MostStalePages = 3;

    /// <summary>Two million rows: more than any account has, but a list that makes up rows never ends.</summary>
    private const int MostPages = 20_000;

    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(10);

    /// <summary>Each divides the one before, so that the rows passed are always a whole number of pages.</summary>
    private static readonly int[] Sizes = [100, 50, 25, 5, 1];

    public static JobListQuery Query(ListCursor cursor) =>
        new(cursor.StartDate, cursor.Mode == OffsetMode.Record ? cursor.Rows : cursor.NextPage, cursor.Records);

    /// <summary>
    /// Starts a listing again that has paused too long for its pace, because its rows have moved. The number of restarts is
    /// limited: a listing that is always delayed then continues, and known jobs that it misses are requested one by one.
    /// </summary>
    public static ListCursor Refresh(ListCursor cursor, DateTimeOffset now, TimeSpan interval)
    {
        var stale = interval * StaleIntervals > StaleAfter ? interval * StaleIntervals : StaleAfter;
        return cursor.LastPageAt is { } last && now - last > stale && cursor.Failures == 0 && cursor.Restarts < MostRestarts
            ? new ListCursor { StartDate = cursor.StartDate, Restarts = cursor.Restarts + 1, PagesBefore = Math.Max(cursor.PagesBefore, cursor.Pages) }
            : cursor;
    }

    /// <summary>The same place with fewer rows per page; null: it was one row already.</summary>
    public static ListCursor? Smaller(ListCursor cursor)
    {
        // As long as it is unknown what the offset counts, use pages of one row: with them both ways of counting are the same.
        var records = Sizes.FirstOrDefault(size => size < cursor.Records);
        return records == 0 ? null
            : cursor is { Mode: OffsetMode.Unknown, NextPage: > 0 } ? cursor with { Records = 1, NextPage = cursor.Rows }
            : WithRecords(cursor, records);
    }

    /// <summary>The place after a row that is too large even alone.</summary>
    public static ListCursor SkipRow(ListCursor cursor, DateTimeOffset now) => Larger(cursor with
    {
        NextPage = cursor.NextPage + 1,
        Rows = cursor.Rows + 1,
        Pages = cursor.Pages + 1,
        SkippedInARow = cursor.SkippedInARow + 1,
        LastPageAt = now,
    });

    /// <summary>What follows from a page.</summary>
    /// <param name="cursor">The place from which the page was requested.</param>
    /// <param name="page">The page.</param>
    /// <param name="fresh">How many of its jobs this listing has not seen before.</param>
    /// <param name="now">The store's clock.</param>
    public static PageResult Next(ListCursor cursor, WorkizAnswer.Page page, int fresh, DateTimeOffset now)
    {
        if (cursor is { Mode: OffsetMode.Unknown, NextPage: > 0, Records: > 1 })
            return FindOut(cursor, page, fresh, now);
        var next = Advance(cursor, page, fresh, now);
        var bringsNew = next.LastPage != cursor.LastPage;
        return page switch
        {
            { Rows: 0 } or { More: false } => new PageResult(null, bringsNew, null),
            _ when next.StalePages >= MostStalePages => new PageResult(null, bringsNew, Repeats),
            _ when next.Pages >= MostPages => new PageResult(null, bringsNew, Endless, Whole: false),
            _ when page.Rows > cursor.Records && cursor.Records < PageSize => new PageResult(null, bringsNew, SizeIgnored, Whole: false),
            _ => new PageResult(next, bringsNew, null),
        };
    }

    private static ListCursor Advance(ListCursor cursor, WorkizAnswer.Page page, int fresh, DateTimeOffset now)
    {
        var print = PrintOf(page);
        var bringsNew = page.Jobs.Count > 0 ? fresh > 0 : print != cursor.LastPage;
        return Larger(cursor with
        {
            NextPage = cursor.NextPage + 1,
            Rows = cursor.Rows + page.Rows,
            Pages = cursor.Pages + 1,
            FirstPage = cursor.Mode == OffsetMode.Unknown ? [.. cursor.FirstPage, .. page.Jobs.Select(job => job.Uuid)] : [],
            LastPage = print,
            StalePages = bringsNew || cursor.Pages < cursor.PagesBefore ? 0 : cursor.StalePages + 1,
            SkippedInARow = 0,
            LastPageAt = now,
            Failures = 0,
        });
    }

    private static PageResult FindOut(ListCursor cursor, WorkizAnswer.Page page, int fresh, DateTimeOffset now)
    {
        // This is the second page. If most of its rows are those of the first (some may have moved), the offset counts records.
        var again = page.Jobs.Count(job => cursor.FirstPage.Contains(job.Uuid));
        if (page.Jobs.Count == 0 || again * 2 <= page.Jobs.Count)
            return Next(cursor with { Mode = OffsetMode.Page, FirstPage = [] }, page, fresh, now);

        // Hardly any of its rows are new, so the listing continues after those of the first page.
        return new PageResult(
            cursor with { Mode = OffsetMode.Record, FirstPage = [], LastPageAt = now, SkippedInARow = 0, Failures = 0 }, BringsNew: false, null);
    }

    /// <summary>Returns to larger pages as soon as the rows passed are a whole number of them.</summary>
    private static ListCursor Larger(ListCursor cursor)
    {
        var larger = Sizes.LastOrDefault(size => size > cursor.Records);
        var passed = cursor.Mode == OffsetMode.Page ? cursor.NextPage * cursor.Records : cursor.Rows;
        return larger > 0 && passed % larger == 0 && (cursor.Mode != OffsetMode.Unknown || cursor.Records == 1)
            ? WithRecords(cursor, larger)
            : cursor;
    }

    private static ListCursor WithRecords(ListCursor cursor, int records) => cursor with
    {
        NextPage = cursor.NextPage * cursor.Records / records,
        Records = records,
    };

    /// <summary>Equal for equal rows in any order.</summary>
    private static string PrintOf(WorkizAnswer.Page page)
    {
        var rows = page.Jobs.Select(job => job.Uuid).Order(StringComparer.Ordinal)
            .Append(page.OddPrint);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))).AsSpan(0, 9));
    }
}
