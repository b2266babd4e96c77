using Batchline.Engine.Heads;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

internal sealed class HeadStore : IHeadStore, IAsyncDisposable
{
    /// <summary>Others may make, take, and free the head between two commands.</summary>
    private const int MaxTries = 5;

    private readonly Database _database;
    private readonly Coalescer<Checkpoint, HeadView?> _commits;

    public HeadStore(Database database, TimeProvider clock)
    {
        _database = database;
        _commits = new Coalescer<Checkpoint, HeadView?>(clock, WriteAsync);
    }

    public async Task<HeadView?> AcquireAsync(
        AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await TakeAsync(account, owner, lease, leader, cancellationToken) is { } taken)
                return HeadDocuments.View(taken);
            if (await ReadAsync(account, cancellationToken) is not { } head)
                await MakeAsync(account, cancellationToken);
            else if (HeadDocuments.IsLeased(head))
                return head.TextOf("owner") == owner ? HeadDocuments.View(head) : null;
        }

        return null;
    }

    public Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        _commits.AskAsync(checkpoint, checkpoint.Patience, cancellationToken);

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        accounts.Count > 1
            ? _database.InTurnAsync(search: false, (maxTime, ending) => ReadAsync(accounts, maxTime, ending), cancellationToken)
            : ReadAsync(accounts, maxTime: null, cancellationToken);

    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    private async Task<IReadOnlyList<HeadView>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, TimeSpan? maxTime, CancellationToken cancellationToken)
    {
        var ids = new BsonArray(accounts.Select(account => account.ToObjectId()));
        var found = await _database.AggregateAsync(
            Collections.Heads,
            [
                new BsonDocument("$match", new BsonDocument("_id", new BsonDocument("$in", ids))),
                Bson.Stamp(_database.Now),
            ],
            cancellationToken,
            maxTime);
        return [.. found.Select(HeadDocuments.View)];
    }

    private Task<IReadOnlyList<HeadView?>> WriteAsync(IReadOnlyList<Checkpoint> group) =>
        CheckpointWriter.WriteAsync(_database, group, CancellationToken.None);

    private Task<BsonDocument?> TakeAsync(
        AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken)
    {
        var free = IdIs(account).Add("$expr", Bson.Op("$lte", "$expiresAt", _database.Now));
        return _database.ChangeAsync(
            Collections.Heads, free, [HeadUpdates.Acquire(_database.Now, owner, lease, leader)], cancellationToken);
    }

    private async Task<BsonDocument?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var found = await _database.AggregateAsync(
            Collections.Heads, [new BsonDocument("$match", IdIs(account)), Bson.Stamp(_database.Now)], cancellationToken);
        return found.FirstOrDefault();
    }

    // An upsert cannot have a condition on the clock, so a head is first made and then taken.
    private Task MakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        var empty = new BsonDocument("$set", new BsonDocument("commands", Bson.IfNull("$commands", new BsonArray())));
        return _database.WriteAsync(Collections.Heads, [Database.Update(IdIs(account), empty, upsert: true)], cancellationToken);
    }

    private static BsonDocument IdIs(AccountId account) => new("_id", account.ToObjectId());
}
