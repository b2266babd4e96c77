using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Heads;

internal sealed class HeadInbox(Database database) : IHeadInbox
{
    private const int PageSize = 1_000;

    /// <summary>Heads with a command of some operation in their queue.</summary>
    private static readonly BsonDocument HasCommand = new("commands.operationId", new BsonDocument("$exists", true));

    /// <summary>Heads that are planned. No time is before 1970.</summary>
    private static readonly BsonDocument Planned = new("dueAt", new BsonDocument("$gte", new BsonDateTime(0)));

    private static readonly BsonDocument ByTime = new() { { "dueAt", 1 }, { "_id", 1 } };

    public Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken) =>
        ChangeAsync(accounts, HeadUpdates.Wake(database.Now, HeadUpdates.Append(command)), cancellationToken);

    public async Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken)
    {
        var queued = new BsonDocument { { "_id", account.ToObjectId() }, { "commands.id", commandId } };
        return await database.ChangeAsync(
            Collections.Heads, queued, [HeadUpdates.Wake(database.Now, HeadUpdates.Remove(commandId))], cancellationToken) is not null;
    }

    public async Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken)
    {
        // The second condition is implied. It makes it plain that the partial index has all that match.
        var filter = new BsonDocument { { "commands.operationId", operation.Value }, { "$and", new BsonArray { HasCommand } } };
        return await database.FirstAsync(Collections.Heads, filter, cancellationToken) is not null;
    }

    public Task SetControlAsync(IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken) =>
        ChangeAsync(accounts, HeadUpdates.Wake(database.Now, HeadUpdates.Set(control)), cancellationToken);

    public Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken) =>
        ChangeAsync(accounts, HeadUpdates.Wake(database.Now), cancellationToken);

    public Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken)
    {
        var isLate = Bson.Op("$gt", "$dueAt", Bson.Op("$add", database.Now, (long)furtherThan.TotalMilliseconds));
        return database.RunAsync(Collections.Heads, heads => heads.UpdateManyAsync(
            new BsonDocument(Planned).Add("$expr", isLate),
            Builders<BsonDocument>.Update.Pipeline(Database.Pipeline([HeadUpdates.Wake(database.Now)])),
            cancellationToken: cancellationToken));
    }

    public async Task<long> CountDueAsync(CancellationToken cancellationToken)
    {
        if (await FirstAsync(Planned, cancellationToken) is not { } first || first["dueAt"] > first[Bson.StoreNow])
            return 0;
        var filter = IsDue(first[Bson.StoreNow]);
        return await database.RunAsync(Collections.Heads, heads => heads.CountDocumentsAsync(filter, cancellationToken: cancellationToken));
    }

    public async Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken)
    {
        // A filter that compares with $$NOW need not use the index. So the first planned head is read with the time: mostly, nobody is due.
        if (await FirstAsync(Planned, cancellationToken) is not { } first)
            return new DueAccounts([], null);
        var now = first[Bson.StoreNow];
        if (first["dueAt"] > now)
            return new DueAccounts([], Until(first));
        var due = await database.ListAsync(Collections.Heads, IsDue(now), ByTime, limit, cancellationToken, new BsonDocument("_id", 1));
        if (due.Count > 0)
            return new DueAccounts([.. due.Select(head => new AccountId(head["_id"].AsObjectId.ToString()))], null);
        var later = new BsonDocument("dueAt", new BsonDocument("$gt", now));
        return new DueAccounts([], await FirstAsync(later, cancellationToken) is { } next ? Until(next) : null);
    }

    /// <summary>Heads that the inbox made have no lease, and no end of one.</summary>
    private static BsonDocument IsDue(BsonValue now) => new()
    {
        { "dueAt", new BsonDocument { { "$gte", new BsonDateTime(0) }, { "$lte", now } } },
        { "expiresAt", new BsonDocument("$not", new BsonDocument("$gt", now)) },
    };

    private async Task<BsonDocument?> FirstAsync(BsonDocument filter, CancellationToken cancellationToken)
    {
        var found = await database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", filter),
                new BsonDocument("$sort", ByTime),
                new BsonDocument("$limit", 1),
                new BsonDocument("$project", new BsonDocument("dueAt", 1)),
                Bson.Stamp(database.Now),
            ],
            cancellationToken);
        return found.FirstOrDefault();
    }

    private static TimeSpan? Until(BsonDocument head) => head.TimeOf("dueAt") - head.TimeOf(Bson.StoreNow);

    /// <summary>One command for all heads that exist, which nearly all do; the others are made.</summary>
    private async Task ChangeAsync(IReadOnlyList<AccountId> accounts, BsonDocument stage, CancellationToken cancellationToken)
    {
        foreach (var page in accounts.Distinct().Chunk(PageSize))
        {
            if (page.Length > 1 && await ChangeManyAsync(page, stage, cancellationToken) == page.Length)
                continue;
            List<WriteModel<BsonDocument>> writes =
                [.. page.Select(account => Database.Update(new BsonDocument("_id", account.ToObjectId()), stage, upsert: true))];
            await database.WriteAsync(Collections.Heads, writes, cancellationToken);
        }
    }

    /// <returns>How many of the heads exist.</returns>
    private Task<long> ChangeManyAsync(AccountId[] accounts, BsonDocument stage, CancellationToken cancellationToken)
    {
        var ids = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId()))));
        return database.RunAsync(
            Collections.Heads,
            async heads => (await heads.UpdateManyAsync(ids, Database.Pipeline([stage]), cancellationToken: cancellationToken)).MatchedCount);
    }
}
