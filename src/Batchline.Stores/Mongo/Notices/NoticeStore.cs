using Batchline.Engine.Notices;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Notices;

internal sealed class NoticeStore(Database database) : INoticeStore
{
    private const string Pending = "pending";
    private static readonly BsonDocument NewestFirst = new("_id", -1);

    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Notices, async notices =>
        {
            try
            {
                var added = await notices.UpdateOneAsync(
                    new BsonDocument("_id", Bson.Id(notice.Id)),
                    Database.Pipeline([NoticeDocuments.Add(notice, database.Now)]),
                    new UpdateOptions { IsUpsert = true },
                    cancellationToken);
                return added.UpsertedId is not null;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                return false;
            }
        });

    public async Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken)
    {
        if (limit == 0)
            return [];
        var found = await database.AggregateAsync(
            Collections.Notices,
            [
                new BsonDocument("$match", Due()),
                new BsonDocument("$sort", new BsonDocument { { "nextAttemptAt", 1 }, { "_id", 1 } }),
                new BsonDocument("$limit", limit),
                new BsonDocument("$project", new BsonDocument("attempts", 1)),
            ],
            cancellationToken);
        var claimed = new List<Notice>();
        foreach (var (id, attempts) in found.Select(document => (document["_id"], document.IntOf("attempts"))))
        {
            var stage = new BsonDocument("$set", new BsonDocument
            {
                { "attempts", attempts + 1 },
                { "nextAttemptAt", Bson.Later(database.Now, (long)claim.TotalMilliseconds) },
            });
            if (await database.ChangeAsync(Collections.Notices, Unchanged(id, attempts), [stage], cancellationToken) is { } mine)
                claimed.Add(NoticeDocuments.Read(mine));
        }

        return claimed;
    }

    public async Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken)
    {
        var stage = NoticeDocuments.Settle(notice, Bson.Later(database.Now, (long)pause.TotalMilliseconds));
        var mine = Unchanged(Bson.Id(notice.Id), notice.Attempts);
        return await database.ChangeAsync(Collections.Notices, mine, [stage], cancellationToken) is not null;
    }

    public async Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken)
    {
        var filter = before is null ? [] : new BsonDocument("_id", new BsonDocument("$lt", Bson.Id(before)));
        var found = await database.ListAsync(Collections.Notices, filter, NewestFirst, limit, cancellationToken);
        return [.. found.Select(NoticeDocuments.Read)];
    }

    public async Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken)
    {
        var old = await database.ListAsync(
            Collections.Notices, new BsonDocument("_id", new BsonDocument("$lt", Bson.Id(before))), null, limit, cancellationToken,
            new BsonDocument("_id", 1));
        if (old.Count > 0)
        {
            var ids = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(old.Select(notice => notice["_id"]))));
            await database.RunAsync(Collections.Notices, notices => notices.DeleteManyAsync(ids, cancellationToken));
        }

        return old.Count;
    }

    /// <summary>The plain bound, unlike the expression, lets the server use the index.</summary>
    private BsonDocument Due() => new()
    {
        { "status", Pending },
        { "nextAttemptAt", new BsonDocument("$gte", new BsonDateTime(0)) },
        { "$expr", Bson.Op("$lte", "$nextAttemptAt", database.Now) },
    };

    private static BsonDocument Unchanged(BsonValue id, int attempts) => new() { { "_id", id }, { "status", Pending }, { "attempts", attempts } };
}
