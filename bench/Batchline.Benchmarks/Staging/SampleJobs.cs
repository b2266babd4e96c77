using System.Text.Json;
using Batchline.Engine.Records;

namespace Batchline.Benchmarks.Staging;

/// <summary>Job records as they are put into a database before a run.</summary>
internal static class SampleJobs
{
    public static JobDocument Document(string json)
    {
        using var record = JsonDocument.Parse(json);
        return new JobDocument(record.RootElement.GetProperty("UUID").GetString() ?? "", json);
    }

    /// <summary>Stored as Workiz has it.</summary>
    public static JobWrite Write(JobDocument job) => new()
    {
        Uuid = job.Uuid,
        Kind = JobWriteKind.Replace,
        Document = job,
        Hash = JobHash.Of(job.Json),
        At = DateTimeOffset.UtcNow,
    };
}
