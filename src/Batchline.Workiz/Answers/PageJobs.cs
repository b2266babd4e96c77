using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Batchline.Engine.Discover;

namespace Batchline.Workiz.Answers;

/// <summary>The rows of one page: jobs, each UUID once, the last record in the place of the first; and what is none.</summary>
internal sealed class PageJobs
{
    private readonly List<JobDocument> jobs = [];
    private readonly List<OddRow> odd = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private int rows;

    public IReadOnlyList<JobDocument> Jobs => jobs;
    public IReadOnlyList<OddRow> Odd => odd;

    /// <summary>Takes one row, a record or <c>{flag,data:Job}</c>, or notes what it is instead.</summary>
    public void Add(JsonElement row)
    {
        rows++;
        if (FaultOf(row) is { } fault)
            odd.Add(new OddRow(0, rows, fault));
    }

    private string? FaultOf(JsonElement row)
    {
        try
        {
            return !Utf8.IsValid(JsonMarshal.GetRawUtf8Value(row)) ? "its text is not UTF-8"
                : IsDeep(row) ? $"it is nested deeper than {AnswerBody.MaxDepth} levels"
                : JobRecord.Looks(row) || row.ValueKind is not JsonValueKind.Object ? AddRecord(row)
                : Envelope.Refuses(row) ? RefusalOf(row)
                : !row.TryGetProperty("data"u8, out var data) ? "a job record without a UUID"
                : data.ValueKind is JsonValueKind.Array && data.GetArrayLength() == 1 ? AddRecord(data[0])
                : AddRecord(data);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json's word for half a surrogate pair in a name or a UUID.
            return "its text cannot be read";
        }
    }

    private static bool IsDeep(JsonElement row)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(row), new JsonReaderOptions { MaxDepth = AnswerBody.MaxDepth });
        try
        {
            while (reader.Read())
            {
            }
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string RefusalOf(JsonElement row) =>
        ErrorText.Collect(row) is { Length: > 0 } text ? $"an error instead of a job: {text}" : "an error instead of a job";

    private string? AddRecord(JsonElement record)
    {
        if (!JobRecord.TryRead(record, out var job, out var fault))
            return fault;
        if (places.TryAdd(job.Uuid, jobs.Count))
            jobs.Add(job);
        else
            jobs[places[job.Uuid]] = job;
        return null;
    }
}
