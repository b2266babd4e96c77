using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Answers;

/// <summary>The rows of one page: its jobs, each UUID once, with the last record in the first one's position; and its odd rows.</summary>
internal sealed class PageJobs : IDisposable
{
    private readonly List<JobDocument> jobs = [];
    private readonly List<OddRow> odd = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly IncrementalHash print = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int rows;

    public IReadOnlyList<JobDocument> Jobs => jobs;
    public IReadOnlyList<OddRow> Odd => odd;

    /// <summary>See <see cref="WorkizAnswer.Page.OddPrint"/>.</summary>
    public string OddPrint => odd.Count == 0 ? "" : Convert.ToBase64String(print.GetCurrentHash().AsSpan(0, 9));

    /// <summary>Takes one row, which is a record or <c>{flag,data:Job}</c>, or notes what is wrong with it.</summary>
    public void Add(JsonElement row)
    {
        rows++;
        if (FaultOf(row) is not { } fault)
            return;
        odd.Add(new OddRow(0, rows, fault));
        print.AppendData(JsonMarshal.GetRawUtf8Value(row));
    }

    public void Dispose() => print.Dispose();

    private string? FaultOf(JsonElement row)
    {
        try
        {
            return !Utf8.IsValid(JsonMarshal.GetRawUtf8Value(row)) ? "its text is not UTF-8"
                : IsDeep(row) ? $"it is nested deeper than {AnswerBody.MaxDepth} levels"
                : JobRecord.Looks(row) || row.ValueKind is not JsonValueKind.Object ? AddRecord(row)
                : Envelope.Refuses(row) ? RefusalOf(row)
                : !row.TryGetProperty("data"u8, out var data) ? "it has no UUID"
                : data.ValueKind is JsonValueKind.Array && data.GetArrayLength() == 1 ? AddRecord(data[0])
                : AddRecord(data);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json throws this for half a surrogate pair in a name or a UUID.
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
