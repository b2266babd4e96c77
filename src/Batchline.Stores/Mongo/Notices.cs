using Batchline.Engine.Report;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

internal sealed class Notices(Database database) : INoticeStore
{
    private const string Pending = "pending";
    private static readonly BsonDocument NewestFirst = new("_id", -1);

    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Notices, async notices =>
        {
            try
            {
                await notices.InsertOneAsync(NoticeDocuments.Write(notice), cancellationToken: cancellationToken);
                return true;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                return false;
            }
        });

    public async Task<IReadOnlyList<Notice>> ClaimAsync(
        DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        var due = new BsonDocument { { "status", Pending }, { "nextAttemptAt", new BsonDocument("$lte", BsonValues.Time(now)) } };
        var found = await database.ListAsync(Collections.Notices, due, new BsonDocument("nextAttemptAt", 1), limit, cancellationToken);
        var claimed = new List<Notice>();
        foreach (var document in found)
        {
            var stage = new BsonDocument("$set", new BsonDocument
            {
                { "attempts", document.IntOf("attempts") + 1 },
                { "nextAttemptAt", BsonValues.Time(until) },
            });
            if (await database.ChangeAsync(Collections.Notices, Unchanged(document["_id"], document.IntOf("attempts")), [stage], cancellationToken) is { } mine)
                claimed.Add(NoticeDocuments.Read(mine));
        }

        return claimed;
    }

    public async Task<bool> SettleAsync(Notice notice, CancellationToken cancellationToken)
    {
        var filter = Unchanged(BsonValues.Id(notice.Id), notice.Attempts);
        return await database.RunAsync(Collections.Notices, async notices =>
            (await notices.ReplaceOneAsync(filter, NoticeDocuments.Write(notice), cancellationToken: cancellationToken)).MatchedCount == 1);
    }

    public async Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken)
    {
        var filter = before is null ? [] : new BsonDocument("_id", new BsonDocument("$lt", BsonValues.Id(before)));
        var found = await database.ListAsync(Collections.Notices, filter, NewestFirst, limit, cancellationToken);
        return [.. found.Select(NoticeDocuments.Read)];
    }

    public async Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken)
    {
        var old = await database.ListAsync(
            Collections.Notices, new BsonDocument("_id", new BsonDocument("$lt", BsonValues.Id(before))), null, limit, cancellationToken,
            new BsonDocument("_id", 1));
        if (old.Count > 0)
        {
            var ids = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(old.Select(notice => notice["_id"]))));
            await database.RunAsync(Collections.Notices, notices => notices.DeleteManyAsync(ids, cancellationToken));
        }

        return old.Count;
    }

    private static BsonDocument Unchanged(BsonValue id, int attempts) => new() { { "_id", id }, { "status", Pending }, { "attempts", attempts } };
}
