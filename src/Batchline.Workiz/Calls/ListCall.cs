using System.Globalization;
using System.Text.Json;
using Batchline.Engine.Workiz;
using Batchline.Workiz.Answers;

namespace Batchline.Workiz.Calls;

/// <summary><c>job/all/</c>. Seen: <c>{flag,data:[Job…],has_more}</c>, a bare array, <c>{jobs:[…]}</c>, an array of
/// <c>{flag,data:Job}</c>, and each of these lists as an object with numbers for names. Rows that are not job records are
/// reported beside the others.</summary>
internal sealed class ListCall(JobListQuery query) : Call
{
    // Without only_open=false, Workiz leaves out jobs that are done or canceled.
    public override string Path => string.Create(CultureInfo.InvariantCulture,
        $"job/all/?start_date={query.StartDate:yyyy-MM-dd}&offset={query.Offset}&records={query.Records}&only_open=false");

    public override int BodyLimit => 32 * 1024 * 1024;

    public override WorkizAnswer NoContent() => new WorkizAnswer.Page([], More: false);

    public override bool ReadsParts => true;

    public override WorkizAnswer Read(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Array)
            return root.GetArrayLength() == 1 && IsEnvelopeOfList(root[0]) ? Read(root[0]) : ReadRows([.. root.EnumerateArray()], more: null);
        if (root.ValueKind is not JsonValueKind.Object)
            return Shapes.NoEnvelope();
        if (Envelope.Refuses(root))
            return Shapes.Refusal(root);
        var rows = root.TryGetProperty("data"u8, out var data) ? RowsOf.Find(data) : null;
        rows ??= root.TryGetProperty("jobs"u8, out var jobs) ? RowsOf.Find(jobs) : null;
        rows ??= root.GetPropertyCount() > 0 ? RowsOf.Find(root) : null;
        return rows is not null ? ReadRows(rows, Envelope.Says(root, "has_more"u8))
            : IsEnvelopeOfList(data) ? Read(data)
            : Shapes.Unknown(root);
    }

    /// <summary>An envelope within an array or another envelope.</summary>
    private static bool IsEnvelopeOfList(JsonElement element) => element.ValueKind is JsonValueKind.Object
        && !JobRecord.Looks(element)
        && (element.TryGetProperty("data"u8, out var rows) || element.TryGetProperty("jobs"u8, out rows))
        && RowsOf.Find(rows) is { Count: not 1 };

    private WorkizAnswer.Page ReadRows(IReadOnlyList<JsonElement> rows, bool? more)
    {
        using var page = new PageJobs();
        foreach (var row in rows)
            page.Add(row);

        // Counted before duplicates are dropped: rows move during paging, and a full page is still a full page.
        return new WorkizAnswer.Page(page.Jobs, rows.Count > 0 && (more ?? rows.Count >= query.Records)) { Odd = page.Odd, OddPrint = page.OddPrint, Rows = rows.Count };
    }
}
