using System.Runtime.CompilerServices;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>
/// Batches of another program whose function was killed midway. It would have written their results at the end, so nothing is
/// known of them. Batchline's own batches have a fence and are never stuck.
/// </summary>
internal sealed class StuckBatches(Database database, TimeProvider clock) : IAdoptionStep
{
    private const string Reason = "Nobody worked on this batch any more.";

    /// <summary>No function lives longer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public string Title => "batches of another program stuck in processing";

    public string Remedy => "they become failed, with the reason in errors";

    public async IAsyncEnumerable<Found> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stuck = new BsonDocument { { "status", "processing" }, { "fence", new BsonDocument("$exists", false) } };
        await foreach (var batch in database.EachAsync(Collections.Batches, stuck, cancellationToken))
        {
            if (batch.TimeOf("startTime") > now - Limit)
                continue;
            var before = new BsonDocument(batch.Where(field => field.Name is "status" or "errors" or "endTime"));
            var after = new BsonDocument
            {
                { "status", "failed" },
                { "errors", Bson.Texts([.. batch.TextsOf("errors"), Reason]) },
                { "endTime", Bson.Time(now) },
            };
            yield return new Found(
                $"batch {batch.GetValue("batchNumber", BsonNull.Value)} of operation {batch.GetValue("operationId", BsonNull.Value)} ({batch["_id"]}), begun {batch.TimeOf("startTime"):u}",
                new Change(Collections.Batches, batch["_id"], before, after));
        }
    }
}
