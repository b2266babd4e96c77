using Batchline.Api.Answers;
using Batchline.Engine.Records;

namespace Batchline.Api.Jobs;

/// <summary>A stored job.</summary>
/// <param name="Document">Every field of Workiz as it came.</param>
internal sealed record JobView(string AccountId, string Uuid, DateTimeOffset LastUpdated, JobSyncView Sync, RawJson Document)
{
    public static JobView Of(StoredJob job) => new(
        job.AccountId.Value, job.Document.Uuid, job.LastUpdated, JobSyncView.Of(job.Sync), new RawJson(job.Document.Json));
}
