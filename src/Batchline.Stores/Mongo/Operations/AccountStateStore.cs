using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Operations;

internal sealed class AccountStateStore(Database database) : IAccountStateStore, IAccountStateReader
{
    /// <summary>How often a reservation is tried again if the one it conflicted with had already gone.</summary>
    private const int MaxTries = 5;

    private static readonly BsonDocument InOrder = new("accountId", 1);
    private static readonly BsonDocument Needed = new() { { "_id", 0 }, { "operationId", 1 }, { "accountId", 1 }, { "active", 1 } };

    public async Task<IReadOnlyList<BusyAccount>> ReserveAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken)
    {
        var busy = new Dictionary<AccountId, BusyAccount>();
        var left = states;
        for (var tries = 1; left.Count > 0; tries++)
        {
            if (tries > MaxTries)
                throw TakenInTurns(left[0].AccountId);
            var refused = await database.TryWriteAsync(
                Collections.States, [.. left.Select(state => new InsertOneModel<BsonDocument>(StateDocuments.Insert(state)))], cancellationToken);
            left = refused.Count == 0 ? [] : await StillFreeAsync([.. refused.Select(index => left[index])], busy, cancellationToken);
        }

        return [.. states.Where(state => busy.ContainsKey(state.AccountId)).Select(state => busy[state.AccountId])];
    }

    public async Task<BusyAccount?> ReactivateAsync(OperationId operation, AccountId account, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await TryActivateAsync(operation, account, cancellationToken))
                return null;
            if (await BusyByAsync(operation, account, cancellationToken) is { } busy)
                return busy;
            if (tries >= MaxTries)
                throw TakenInTurns(account);
        }
    }

    public Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("operationId", operation.Value);
        if (accounts is not null)
            filter["accountId"] = new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId())));
        return database.RunAsync(Collections.States, states => states.DeleteManyAsync(filter, cancellationToken));
    }

    public async Task<IReadOnlyList<BusyAccount>> ListActiveAsync(AccountId? after, int limit, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("active", true);
        if (after is { } last)
            filter["accountId"] = new BsonDocument("$gt", last.ToObjectId());
        var found = await database.ListAsync(Collections.States, filter, InOrder, limit, cancellationToken, Needed);
        return [.. found.Select(HeldBy)];
    }

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken) =>
        FindAsync(new BsonDocument { { "accountId", account.ToObjectId() }, { "active", true } }, cancellationToken);

    public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        FindAsync(BatchDocuments.KeyOf(operation, account), cancellationToken);

    public async Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("operationId", operation.Value);
        if (status is { } one)
            filter["status"] = StoredEnum.Of(one);
        if (after is { } last)
            filter["accountId"] = new BsonDocument("$gt", last.ToObjectId());
        var found = await database.ListAsync(Collections.States, filter, InOrder, limit, cancellationToken);
        return [.. found.Select(StateDocuments.Read)];
    }

    private async Task<AccountState?> FindAsync(BsonDocument filter, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.States, filter, cancellationToken) is { } found ? StateDocuments.Read(found) : null;

    /// <summary>Looks up what each state conflicted with.</summary>
    /// <param name="refused">States that a unique index refused.</param>
    /// <param name="busy">Receives those whose account another operation holds.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Those that no longer conflict with anything. Those that are already stored need nothing.</returns>
    private async Task<IReadOnlyList<AccountState>> StillFreeAsync(
        IReadOnlyList<AccountState> refused, Dictionary<AccountId, BusyAccount> busy, CancellationToken cancellationToken)
    {
        var accounts = new BsonDocument("$in", new BsonArray(refused.Select(state => state.AccountId.ToObjectId())));
        var operations = new BsonDocument("$in", Bson.Texts(refused.Select(state => state.OperationId.Value).Distinct()));
        var filter = new BsonDocument("$or", new BsonArray
        {
            new BsonDocument { { "accountId", accounts }, { "active", true } },
            new BsonDocument { { "operationId", operations }, { "accountId", accounts } },
        });
        var found = (await database.ListAsync(Collections.States, filter, null, (2 * refused.Count) + 1, cancellationToken, Needed))
            .Select(row => (Held: HeldBy(row), Active: row.FlagOf("active")))
            .ToList();
        var own = found.Select(row => (row.Held.AccountId, row.Held.OperationId)).ToHashSet();
        var holders = found.Where(row => row.Active).ToLookup(row => row.Held.AccountId, row => row.Held.OperationId);
        var free = new List<AccountState>();
        foreach (var state in refused)
        {
            if (holders[state.AccountId].FirstOrDefault(state.OperationId) is var holder && holder != state.OperationId)
                busy[state.AccountId] = new BusyAccount(state.AccountId, holder);
            else if (!own.Contains((state.AccountId, state.OperationId)))
                free.Add(state);
        }

        return free;
    }

    private Task<bool> TryActivateAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.States, async states =>
        {
            try
            {
                var activate = new BsonDocument("$set", new BsonDocument("active", true));
                await states.UpdateOneAsync(BatchDocuments.KeyOf(operation, account), activate, cancellationToken: cancellationToken);
                return true;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                return false;
            }
        });

    private async Task<BusyAccount?> BusyByAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        await GetActiveAsync(account, cancellationToken) is { } active && active.OperationId != operation
            ? new BusyAccount(account, active.OperationId)
            : null;

    private static BusyAccount HeldBy(BsonDocument row) =>
        new(new AccountId(row.TextOf("accountId") ?? ""), new OperationId(row.TextOf("operationId") ?? ""));

    private static StoreUnavailableException TakenInTurns(AccountId account) =>
        new($"The account {account} was reserved and released {MaxTries} times while it was to be reserved.");
}
