using Batchline.Engine.Changes;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Changes;

/// <summary>The collection <c>changes</c>. Only <see cref="SettleAsync"/> moves changes from the jobs' documents into it.</summary>
internal sealed class ChangeFeed(Database database) : IChangeFeed
{
    private static readonly BsonDocument Upwards = new("_id", 1);
    private static readonly BsonDocument Downwards = new("_id", -1);

    private readonly ChangeSequencer _sequencer = new(database);

    public Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        database.InTurnAsync(search: query.Uuid is not null, (maxTime, ending) => ReadAsync(query, maxTime, ending), cancellationToken);

    private async Task<ChangePage> ReadAsync(ChangeQuery query, TimeSpan? maxTime, CancellationToken cancellationToken)
    {
        var after = query.After ?? ChangePlace.Start;
        var last = await PlaceAsync([], Downwards, maxTime, cancellationToken);
        var first = await PlaceAsync([], Upwards, maxTime, cancellationToken);
        var known = await PlaceAsync(new BsonDocument("_id", after.Position), Upwards, maxTime, cancellationToken);
        var filter = new BsonDocument("_id", new BsonDocument { { "$gt", after.Position }, { "$lte", last?.Position ?? 0 } });
        if (query.AccountId is { } account)
            filter["accountId"] = account.ToObjectId();
        if (query.Uuid is { } uuid)
            filter["UUID"] = uuid;
        var found = await ListAsync(filter, Upwards, query.Limit, maxTime, cancellationToken);
        return ChangePage.Of(query, first, last, known == after, [.. found.Select(ChangeDocuments.Read)]);
    }

    public Task<bool> SettleAsync(CancellationToken cancellationToken) => _sequencer.RunAsync(cancellationToken);

    public async Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var rows = await ListAsync([], Upwards, limit + 1, maxTime: null, cancellationToken);
        var old = rows.TakeWhile(row => row.TimeOf("at") < before).ToList();
        if (old.Count < 2)
            return 0;
        var behind = new BsonDocument("_id", new BsonDocument("$lt", old[^1]["_id"]));
        var deleted = await database.RunAsync(Collections.Changes, changes => changes.DeleteManyAsync(behind, cancellationToken));
        return (int)deleted.DeletedCount;
    }

    private async Task<ChangePlace?> PlaceAsync(BsonDocument filter, BsonDocument order, TimeSpan? maxTime, CancellationToken cancellationToken) =>
        await ListAsync(filter, order, 1, maxTime, cancellationToken) is [var found] ? ChangeDocuments.Read(found).Place : null;

    /// <summary>Never shows what a failover could take back, because a follower could not undo it. To MongoDB, a limit of 0 means no limit.</summary>
    private async Task<List<BsonDocument>> ListAsync(BsonDocument filter, BsonDocument order, int limit, TimeSpan? maxTime, CancellationToken cancellationToken) =>
        limit == 0 ? [] : await database.RunAsync(
            Collections.Changes,
            changes => changes.WithReadConcern(ReadConcern.Majority).Find(filter, new FindOptions { MaxTime = maxTime }).Sort(order).Limit(limit).ToListAsync(cancellationToken));
}
