using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>
/// Moves changes from the documents of their jobs into the sequence. Anybody may do it, several at once: the next number is
/// the greatest plus one, and the unique <c>_id</c> lets one of them have it, so no number is ever left out or given later.
/// A change that is in the sequence already is refused by the unique index over job, fence and seq.
/// </summary>
internal sealed class ChangeSequencer(Database database)
{
    private const int JobsAtOnce = 1000;

    /// <summary>Bounds what one reader does for all: the rest comes with the next one.</summary>
    private const int MaxRounds = 50;

    private static readonly BsonDocument IsPending = new(ChangeUpdates.Pending, new BsonDocument("$exists", true));
    private static readonly BsonDocument Oldest = new(ChangeUpdates.Pending + ".at", 1);

    /// <summary>Tells one change from all others.</summary>
    private static readonly string[] Identity = ["accountId", "UUID", "fence", "seq"];

    private static readonly BsonDocument Needed = new()
    {
        { "accountId", 1 },
        { "UUID", 1 },
        { ChangeUpdates.Pending, 1 },
    };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var jobs = await database.ListAsync(Collections.Jobs, IsPending, Oldest, JobsAtOnce, cancellationToken, Needed);
            if (jobs.Count == 0)
                return;
            await NumberAsync(jobs, cancellationToken);
            await ClearAsync(jobs, cancellationToken);
        }
    }

    private static IEnumerable<BsonDocument> Entries(BsonDocument job) =>
        job["_sync"]["pending"].AsBsonArray.Select(entry => entry.AsBsonDocument);

    /// <summary>By time; of one job in the order of its own list, whatever the clock did.</summary>
    private static IEnumerable<(BsonDocument Job, BsonDocument Entry)> InOrder(IEnumerable<BsonDocument> jobs) => jobs
        .SelectMany(job =>
        {
            var latest = DateTimeOffset.MinValue;
            return Entries(job).Select(entry =>
            {
                var at = entry.TimeOf("at") ?? default;
                latest = at > latest ? at : latest;
                return (Job: job, Entry: entry, At: latest);
            });
        })
        .OrderBy(change => change.At)
        .Select(change => (change.Job, change.Entry));

    /// <summary>
    /// Jobs with one change, as nearly all are: those of a checkpoint at once, where nothing came on top. Else all of them so
    /// that what came stays, which changes nothing in the others.
    /// </summary>
    private async Task ClearAsync(List<BsonDocument> jobs, CancellationToken cancellationToken)
    {
        List<WriteModel<BsonDocument>> writes =
        [
            .. jobs.Where(HasOne)
                .GroupBy(job => (Fence: Entries(job).Single()["fence"], Seq: Entries(job).Single()["seq"]), job => job["_id"])
                .Select(same => new UpdateManyModel<BsonDocument>(
                    ChangeUpdates.HaveOnly(same.Key.Fence, same.Key.Seq).Add("_id", new BsonDocument("$in", new BsonArray(same))),
                    new BsonDocument("$unset", new BsonDocument(ChangeUpdates.Pending, "")))),
            .. jobs.Where(job => !HasOne(job)).Select(Clear),
        ];
        var cleared = await database.RunAsync(
            Collections.Jobs, documents => documents.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
        if (cleared.MatchedCount < jobs.Count)
            await database.WriteAsync(Collections.Jobs, [.. jobs.Select(Clear)], cancellationToken);
    }

    private static bool HasOne(BsonDocument job) => job["_sync"]["pending"].AsBsonArray.Count == 1;

    private static WriteModel<BsonDocument> Clear(BsonDocument job) =>
        Database.Update(new BsonDocument("_id", job["_id"]), ChangeUpdates.Remove(Entries(job)), upsert: false);

    private async Task NumberAsync(List<BsonDocument> jobs, CancellationToken cancellationToken)
    {
        var left = new Queue<(BsonDocument Job, BsonDocument Entry)>(InOrder(jobs));
        while (left.Count > 0)
        {
            var next = await NewestAsync(cancellationToken) + 1;
            var documents = left.Select((pair, index) => ChangeDocuments.Write(next + index, pair.Job, pair.Entry)).ToList();
            var (done, failed) = await InsertAsync(documents, cancellationToken);
            for (var count = 0; count < done; count++)
                left.Dequeue();

            // The change itself is there already; otherwise its number was taken, and it gets another one.
            if (failed && await IsThereAsync(documents[done], cancellationToken))
                left.Dequeue();
        }
    }

    private async Task<long> NewestAsync(CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Changes, [], cancellationToken, new BsonDocument("_id", -1)) is { } newest
            ? newest["_id"].ToInt64()
            : 0;

    /// <summary>In order, up to the first that is refused as a duplicate.</summary>
    private Task<(int Done, bool Failed)> InsertAsync(List<BsonDocument> documents, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Changes, async changes =>
        {
            try
            {
                await changes.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = true }, cancellationToken);
                return (documents.Count, false);
            }
            catch (MongoBulkWriteException e) when (MongoErrors.AreDuplicates(e))
            {
                return (e.WriteErrors[0].Index, true);
            }
        });

    private async Task<bool> IsThereAsync(BsonDocument change, CancellationToken cancellationToken) =>
        await database.FirstAsync(
            Collections.Changes,
            new BsonDocument(Identity.Select(name => change.GetElement(name))),
            cancellationToken) is not null;
}
