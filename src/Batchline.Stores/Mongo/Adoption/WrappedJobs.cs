using System.Runtime.CompilerServices;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Records;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>
/// Workiz answers a list with one job. Spread into an update as if it were the job, it leaves a key <c>"0"</c> that
/// holds the job, and no field of the job where it belongs.
/// </summary>
internal sealed class WrappedJobs(Database database) : IAdoptionStep
{
    private const string Key = "0";

    public string Title => "jobs whose fields stand under a key \"0\"";

    public string Remedy => "the fields are moved up; a field that is there already stays";

    public async IAsyncEnumerable<Found> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wrapped = new BsonDocument(Key, new BsonDocument("$type", "object"));
        await foreach (var job in database.EachAsync(Collections.Jobs, wrapped, cancellationToken))
        {
            var inner = job[Key].AsBsonDocument;
            var text = $"job {inner.TextOf("UUID") ?? job.TextOf("UUID")} of account {job.GetValue("accountId", BsonNull.Value)}";
            yield return inner.TextOf("UUID") is { } uuid && (job.TextOf("UUID") ?? uuid) == uuid
                ? new Found(text, new Change(Collections.Jobs, job["_id"], new BsonDocument(Key, inner), MovedUp(job, inner)))
                : new Found($"{text}: what is under \"0\" is not this job, it stays");
        }
    }

    /// <summary>A job that Batchline has fetched since has its fields already.</summary>
    private static BsonDocument MovedUp(BsonDocument job, BsonDocument inner) => job.Contains("_sync")
        ? []
        : new BsonDocument(inner.Where(field => !job.Contains(field.Name) && !JobContent.IsReserved(field.Name)));
}
