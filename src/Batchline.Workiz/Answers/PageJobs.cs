using System.Text.Json;
using Batchline.Engine.Discover;

namespace Batchline.Workiz.Answers;

/// <summary>The jobs of one page, each UUID once: the last record in the place of the first.</summary>
internal sealed class PageJobs
{
    private readonly List<JobDocument> jobs = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public IReadOnlyList<JobDocument> Jobs => jobs;

    /// <summary>Rows seen, duplicates included.</summary>
    public int Rows { get; private set; }

    /// <summary>Takes one row, a record or <c>{flag,data:Job}</c>; says what it is instead, if neither.</summary>
    public string? Add(JsonElement row)
    {
        Rows++;
        return JobRecord.Looks(row) || row.ValueKind is not JsonValueKind.Object ? AddRecord(row)
            : Envelope.Refuses(row) || !row.TryGetProperty("data"u8, out var data) ? "a job record without a UUID"
            : data.ValueKind is JsonValueKind.Array && data.GetArrayLength() == 1 ? AddRecord(data[0])
            : AddRecord(data);
    }

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
