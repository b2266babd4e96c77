namespace Batchline.Engine.Discover;

/// <summary>
/// Walks through <c>job/all</c>. The vendor's text says that <c>offset</c> counts records, its behaviour is that it
/// counts pages (recorded by several public clients): after a full first page, offset 1 tells. Pure.
/// </summary>
internal static class Listing
{
    public const int PageSize = 100;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(10);

    public static JobListQuery Query(ListCursor cursor) =>
        new(cursor.StartDate, cursor.Mode == OffsetMode.Record ? cursor.NextPage * PageSize : cursor.NextPage, PageSize);

    /// <summary>A listing that rested too long starts again: its rows have moved.</summary>
    public static ListCursor Refresh(ListCursor cursor, DateTimeOffset now) =>
        cursor.LastPageAt is { } last && now - last > StaleAfter ? new ListCursor { StartDate = cursor.StartDate } : cursor;

    /// <summary>The cursor behind a page; null when it was the last.</summary>
    public static ListCursor? Next(ListCursor cursor, WorkizAnswer.Page page, DateTimeOffset now)
    {
        if (page.Jobs.Count == 0 || !page.More)
            return cursor.Mode == OffsetMode.Unknown && cursor.NextPage == 1 ? OnProbe(cursor, page, now) : null;
        return cursor switch
        {
            { NextPage: 0 } => cursor with { NextPage = 1, FirstPage = [.. page.Jobs.Select(job => job.Uuid)], LastPageAt = now },
            { Mode: OffsetMode.Unknown } => OnProbe(cursor, page, now),
            _ => cursor with { NextPage = cursor.NextPage + 1, LastPageAt = now },
        };
    }

    /// <summary>Offset 1 was asked: rows of page 0 again mean that it counts records. Rows may have moved meanwhile.</summary>
    private static ListCursor? OnProbe(ListCursor cursor, WorkizAnswer.Page page, DateTimeOffset now)
    {
        var again = page.Jobs.Count(job => cursor.FirstPage.Contains(job.Uuid));
        var records = page.Jobs.Count > 0 && again * 2 > page.Jobs.Count;
        if (!records && (page.Jobs.Count == 0 || !page.More))
            return null;
        return cursor with
        {
            Mode = records ? OffsetMode.Record : OffsetMode.Page,
            NextPage = records ? 1 : 2,
            FirstPage = [],
            LastPageAt = now,
        };
    }
}
