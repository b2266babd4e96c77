using Batchline.Engine.Listing;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Engine.Listing;

/// <summary>
/// A list of rows behind <c>job/all</c>: its offset counts pages or records, it says exactly or by a full page whether more
/// follow, and a page has at most so many rows, however many were asked for.
/// </summary>
internal sealed class PagedList(int rows, bool countsRecords, bool saysMore, int most = 100)
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
            var page = Answer(ListWalk.Query(cursor));
            cursor = ListWalk.Next(cursor, page, page.Jobs.Count(job => seen.Add(job.Uuid)), Sample.Noon).Next;
            if (Requests == 1)
                afterFirstPage?.Invoke();
        }
        return seen;
    }

    public WorkizAnswer.Page Answer(JobListQuery query)
    {
        Requests++;
        var size = Math.Min(query.Records, most);
        var first = countsRecords ? query.Offset : query.Offset * size;
        var page = _rows.Skip(first).Take(size).ToList();
        var more = saysMore ? first + page.Count < _rows.Count : page.Count == query.Records;
        return new WorkizAnswer.Page([.. page.Select(row => new JobDocument(row, "{}"))], more);
    }
}
