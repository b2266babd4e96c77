using System.Globalization;
using System.Text.Json;
using Batchline.Engine.Discover;
using Batchline.Workiz.Answers;

namespace Batchline.Workiz.Calls;

/// <summary><c>job/all/</c>. Seen: <c>{flag,data:[Job…],has_more}</c>, a bare array, <c>{jobs:[…]}</c>, an array of
/// <c>{flag,data:Job}</c>. A row that is no job record makes the whole page invalid: to store the others and go on
/// would lose a job without a word.</summary>
internal sealed class ListCall(JobListQuery query) : Call
{
    // Without only_open=false Workiz leaves out the jobs that are done or canceled.
    public override string Path => string.Create(CultureInfo.InvariantCulture,
        $"job/all/?start_date={query.StartDate:yyyy-MM-dd}&offset={query.Offset}&records={query.Records}&only_open=false");

    public override int BodyLimit => 32 * 1024 * 1024;

    public override WorkizAnswer NoContent() => new WorkizAnswer.Page([], More: false);

    public override WorkizAnswer NotFound(string message) => new WorkizAnswer.Invalid(message);

    public override WorkizAnswer Read(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Array)
            return ReadRows(root, more: null);
        if (root.ValueKind is not JsonValueKind.Object)
            return Shapes.NoEnvelope();
        if (Envelope.Refuses(root))
            return Shapes.Refusal(root);

        return root.TryGetProperty("data"u8, out var rows) && rows.ValueKind is JsonValueKind.Array
            || root.TryGetProperty("jobs"u8, out rows) && rows.ValueKind is JsonValueKind.Array
            ? ReadRows(rows, Envelope.Says(root, "has_more"u8))
            : Shapes.Unknown(root);
    }

    private WorkizAnswer ReadRows(JsonElement rows, bool? more)
    {
        var page = new PageJobs();
        foreach (var row in rows.EnumerateArray())
        {
            if (page.Add(row) is { } fault)
                return new WorkizAnswer.Invalid($"row {page.Rows} of the page is {fault}");
        }

        // Counted before duplicates are dropped: rows move while paging, and a full page stays a full page.
        return new WorkizAnswer.Page(page.Jobs, page.Rows > 0 && (more ?? page.Rows >= query.Records));
    }
}
