using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo;

internal sealed class Heads(Database database) : IHeadStore
{
    /// <summary>Heads are made, taken and freed by others meanwhile; this often it is looked again.</summary>
    private const int MaxTries = 5;

    public async Task<HeadView?> AcquireAsync(
        AccountId account, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await TakeAsync(account, owner, lease, cancellationToken) is { } taken)
                return HeadDocuments.View(taken);
            if (await ReadAsync(account, cancellationToken) is not { } head)
                await MakeAsync(account, cancellationToken);
            else if (HeadDocuments.IsLeased(head))
                return head.TextOf("owner") == owner ? HeadDocuments.View(head) : null;
        }

        return null;
    }

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        await CheckpointParts.WriteAsync(database, checkpoint, cancellationToken);
        var write = checkpoint.Head;
        var stored = IdIs(checkpoint.AccountId).Add("fence", write.Fence);
        var head = await database.ChangeAsync(
            Collections.Heads, new BsonDocument(stored).Add("seq", write.Seq), HeadUpdates.Commit(database.Now, write), cancellationToken);

        // Refused, or applied before with the acknowledgement lost. Stamped rather than read, so that it is on the majority too.
        head ??= await database.ChangeAsync(
            Collections.Heads,
            stored.Add("writeId", write.WriteId),
            [HeadDocuments.Stamp(database.Now)],
            cancellationToken);
        return head is null ? null : HeadDocuments.View(head);
    }

    public async Task<HeadOrders> OrdersAsync(AccountId account, CancellationToken cancellationToken) =>
        await ReadAsync(account, cancellationToken) is { } head
            ? HeadDocuments.ReadOrders(head)
            : new HeadOrders(null, []);

    public async Task<IReadOnlyList<HeadView>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var ids = new BsonArray(accounts.Select(account => account.ToObjectId()));
        var found = await database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", new BsonDocument("_id", new BsonDocument("$in", ids))),
                HeadDocuments.Stamp(database.Now),
            ],
            cancellationToken);
        return [.. found.Select(HeadDocuments.View)];
    }

    private Task<BsonDocument?> TakeAsync(
        AccountId account, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        var free = IdIs(account).Add("$expr", Expr.Of("$lte", "$expiresAt", database.Now));
        return database.ChangeAsync(
            Collections.Heads, free, [HeadUpdates.Acquire(database.Now, owner, lease)], cancellationToken);
    }

    private async Task<BsonDocument?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var found = await database.AggregateAsync(
            Collections.Heads, [new BsonDocument("$match", IdIs(account)), HeadDocuments.Stamp(database.Now)], cancellationToken);
        return found.FirstOrDefault();
    }

    // A condition on the clock cannot stand in an upsert, so a head is made first and taken then.
    private Task MakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        var empty = new BsonDocument("$set", new BsonDocument("commands", Expr.IfNull("$commands", new BsonArray())));
        return database.WriteAsync(Collections.Heads, [Database.Update(IdIs(account), empty, upsert: true)], cancellationToken);
    }

    private static BsonDocument IdIs(AccountId account) => new("_id", account.ToObjectId());
}
