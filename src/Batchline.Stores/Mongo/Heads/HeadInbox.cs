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
    public static readonly BsonDocument Planned = new("dueAt", new BsonDocument("$gte", new BsonDateTime(0)));

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

    public async Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = database.Now;
        var isDue = Bson.Op("$and", Bson.Op("$lte", "$dueAt", now), Bson.Op("$lte", "$expiresAt", now));
        var due = await database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", new BsonDocument(Planned).Add("$expr", isDue)),
                new BsonDocument("$sort", new BsonDocument { { "dueAt", 1 }, { "_id", 1 } }),
                new BsonDocument("$limit", limit),
                new BsonDocument("$project", new BsonDocument("_id", 1)),
            ],
            cancellationToken);
        return due.Count > 0
            ? new DueAccounts([.. due.Select(head => new AccountId(head["_id"].AsObjectId.ToString()))], null)
            : new DueAccounts([], await UntilNextAsync(cancellationToken));
    }

    private async Task<TimeSpan?> UntilNextAsync(CancellationToken cancellationToken)
    {
        var first = new BsonDocument("$min", Bson.Op("$max", "$dueAt", "$expiresAt"));
        var found = await database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", Planned),
                new BsonDocument("$group", new BsonDocument { { "_id", BsonNull.Value }, { "next", first } }),
                Bson.Stamp(database.Now),
            ],
            cancellationToken);
        return found.FirstOrDefault() is { } row ? row.TimeOf("next") - row.TimeOf(Bson.StoreNow) : null;
    }

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
