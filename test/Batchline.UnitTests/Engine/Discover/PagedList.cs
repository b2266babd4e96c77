using Batchline.Engine.Discover;

namespace Batchline.UnitTests.Engine.Discover;

/// <summary>A list of rows behind <c>job/all</c>: its offset counts pages or records, and it says exactly or by a full page whether more follow.</summary>
internal sealed class PagedList(int rows, bool countsRecords, bool saysMore)
{
    private readonly List<string> _rows = [.. Enumerable.Range(0, rows).Select(row => $"R{row}")];

    public IReadOnlyList<string> Rows => _rows;

    public int Requests { get; private set; }

    public void InsertInFront(int count) => _rows.InsertRange(0, Enumerable.Range(0, count).Select(row => $"N{row}"));

    /// <summary>The rows that the listing returned, each once.</summary>
    public HashSet<string> Walk(Action? afterFirstPage = null)
    {
        var seen = new HashSet<string>();
        ListCursor? cursor = new() { StartDate = new DateOnly(2026, 1, 1) };
        while (cursor is not null && Requests < 100)
        {
            var page = Answer(Listing.Query(cursor));
            seen.UnionWith(page.Jobs.Select(job => job.Uuid));
            cursor = Listing.Next(cursor, page, Sample.Noon);
            if (Requests == 1)
                afterFirstPage?.Invoke();
        }
        return seen;
    }

    private WorkizAnswer.Page Answer(JobListQuery query)
    {
        Requests++;
        var first = countsRecords ? query.Offset : query.Offset * query.Records;
        var page = _rows.Skip(first).Take(query.Records).ToList();
        var more = saysMore ? first + page.Count < _rows.Count : page.Count == query.Records;
        return new WorkizAnswer.Page([.. page.Select(row => new JobDocument(row, "{}"))], more);
    }
}
