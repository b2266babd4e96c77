using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Changes;

/// <summary>
/// Moves changes from the documents of their jobs into the sequence. The leader does this, and it is safe if an earlier leader still
/// does it too. The next number is the greatest plus one, and the unique <c>_id</c> gives it to one of them, so no number is ever
/// skipped or used later. The unique index over job, fence, and seq refuses a change that is already in the sequence.
/// </summary>
internal sealed class ChangeSequencer(Database database)
{
    private const int JobsAtOnce = 1000;

    /// <summary>Limits what one call does. The next call does the rest.</summary>
    private const int MaxRounds = 50;

    /// <summary>How often a group is tried if another process takes its numbers. Then the group is left to that process.</summary>
    private const int MaxTries = 3;

    private static readonly BsonDocument IsPending = new(ChangeUpdates.Pending, new BsonDocument("$exists", true));
    private static readonly BsonDocument Oldest = new(ChangeUpdates.Pending + ".at", 1);
    private static readonly BsonDocument Newest = new("_id", -1);

    private static readonly BsonDocument Needed = new()
    {
        { "accountId", 1 },
        { "UUID", 1 },
        { ChangeUpdates.Pending, 1 },
    };

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var jobs = await database.ListAsync(Collections.Jobs, IsPending, Oldest, JobsAtOnce, cancellationToken, Needed);
            if (jobs.Count == 0)
                return round > 0;
            var left = await NumberAsync([.. PendingChange.InOrder(jobs)], cancellationToken);
            var unnumbered = left.Select(change => change.Job["_id"]).ToHashSet();
            List<BsonDocument> numbered = [.. jobs.Where(job => !unnumbered.Contains(job["_id"]))];
            if (numbered.Count > 0)
                await ClearAsync(numbered, cancellationToken);
            if (left.Count > 0 || jobs.Count < JobsAtOnce)
                return true;
        }

        return true;
    }

    /// <summary>Gives the changes the next numbers, in their order.</summary>
    /// <returns>Those that are not in the sequence, because another process took the numbers every time.</returns>
    private async Task<List<PendingChange>> NumberAsync(List<PendingChange> changes, CancellationToken cancellationToken)
    {
        var left = changes;
        for (var tries = 0; left.Count > 0 && tries < MaxTries; tries++)
        {
            var next = await NewestAsync(cancellationToken) + 1;
            var inserted = await InsertAsync([.. left.Select((change, index) => change.At(next + index))], cancellationToken);
            left = inserted == left.Count ? [] : await MissingAsync(left.GetRange(inserted, left.Count - inserted), cancellationToken);
        }

        return left;
    }

    private async Task<long> NewestAsync(CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Changes, [], cancellationToken, Newest) is { } newest ? newest["_id"].ToInt64() : 0;

    /// <summary>In order, up to the first that is refused because its number is taken or it is there already.</summary>
    /// <returns>How many it inserted.</returns>
    private Task<int> InsertAsync(List<BsonDocument> documents, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Changes, async changes =>
        {
            try
            {
                await changes.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = true }, cancellationToken);
                return documents.Count;
            }
            catch (MongoBulkWriteException e) when (MongoErrors.AreDuplicates(e))
            {
                return e.WriteErrors[0].Index;
            }
        });

    /// <summary>Those that are not in the sequence yet, in their order. Needs one command for all.</summary>
    private async Task<List<PendingChange>> MissingAsync(List<PendingChange> changes, CancellationToken cancellationToken)
    {
        var any = new BsonDocument("$or", new BsonArray(changes.Select(change => change.Identity)));
        var found = await database.ListAsync(Collections.Changes, any, null, changes.Count + 1, cancellationToken, PendingChange.IdentityOnly);
        var there = found.ToHashSet();
        return [.. changes.Where(change => !there.Contains(change.Identity))];
    }

    /// <summary>
    /// Nearly all jobs have one change. Those of one checkpoint are cleared together, if no other change was added. Jobs to which one
    /// was are cleared one by one, which keeps what was added.
    /// </summary>
    private async Task ClearAsync(List<BsonDocument> jobs, CancellationToken cancellationToken)
    {
        List<WriteModel<BsonDocument>> writes =
        [
            .. jobs.Where(HasOne)
                .GroupBy(job => (Fence: PendingChange.EntriesOf(job)[0]["fence"], Seq: PendingChange.EntriesOf(job)[0]["seq"]), job => job["_id"])
                .Select(same => new UpdateManyModel<BsonDocument>(
                    ChangeUpdates.HaveOnly(same.Key.Fence, same.Key.Seq).Add("_id", new BsonDocument("$in", new BsonArray(same))),
                    new BsonDocument("$unset", new BsonDocument(ChangeUpdates.Pending, "")))),
            .. jobs.Where(job => !HasOne(job)).Select(Clear),
        ];
        var cleared = await database.RunAsync(
            Collections.Jobs, documents => documents.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
        if (cleared.MatchedCount == jobs.Count)
            return;
        var among = new BsonDocument(IsPending).Add("_id", new BsonDocument("$in", new BsonArray(jobs.Select(job => job["_id"]))));
        var left = await database.ListAsync(Collections.Jobs, among, null, jobs.Count, cancellationToken, new BsonDocument("_id", 1));
        var ids = left.Select(job => job["_id"]).ToHashSet();
        await database.WriteAsync(Collections.Jobs, [.. jobs.Where(job => ids.Contains(job["_id"])).Select(Clear)], cancellationToken);
    }

    private static bool HasOne(BsonDocument job) => PendingChange.EntriesOf(job).Count == 1;

    private static WriteModel<BsonDocument> Clear(BsonDocument job) =>
        Database.Update(new BsonDocument("_id", job["_id"]), ChangeUpdates.Remove(PendingChange.EntriesOf(job)), upsert: false);
}
