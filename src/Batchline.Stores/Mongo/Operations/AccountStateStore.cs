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

    private const int PageSize = 1_000;

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

    public async Task<IReadOnlyList<BusyAccount>> ReactivateAsync(
        OperationId operation, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        var busy = new List<BusyAccount>();
        var left = accounts;
        for (var tries = 1; left.Count > 0; tries++)
        {
            if (tries > MaxTries)
                throw TakenInTurns(left[0]);
            var refused = await database.TryWriteAsync(
                Collections.States,
                [.. left.Select(account => new UpdateOneModel<BsonDocument>(BatchDocuments.KeyOf(operation, account), new BsonDocument("$set", new BsonDocument("active", true))))],
                cancellationToken);
            left = [.. refused.Select(index => left[index])];
            if (left.Count == 0)
                break;
            var holders = await HoldersAsync(left, cancellationToken);
            busy.AddRange(holders.Where(holder => holder.OperationId != operation));
            left = [.. left.Except(holders.Select(holder => holder.AccountId))];
        }

        return busy;
    }

    public async Task<IReadOnlyList<AccountId>> WithdrawUnfitAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var found = await database.AggregateAsync(
            Collections.States,
            [
                new BsonDocument("$match", new BsonDocument("operationId", operation.Value)),
                new BsonDocument("$lookup", new BsonDocument
                {
                    { "from", Collections.Accounts }, { "localField", "accountId" }, { "foreignField", "_id" }, { "as", "account" },
                }),
                new BsonDocument("$match", new BsonDocument("$or", new BsonArray
                {
                    new BsonDocument("account", new BsonDocument("$size", 0)),
                    new BsonDocument("account.enabled", false),
                    new BsonDocument("account.deleting", true),
                })),
                new BsonDocument("$project", new BsonDocument("accountId", 1)),
            ],
            cancellationToken);
        AccountId[] unfit = [.. found.Select(row => new AccountId(row.TextOf("accountId") ?? ""))];
        foreach (var page in unfit.Chunk(PageSize))
            await WithdrawAsync(operation, page, cancellationToken);
        return unfit;
    }

    public Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("operationId", operation.Value);
        if (accounts is not null)
            filter["accountId"] = new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId())));
        return database.RunAsync(Collections.States, states => states.DeleteManyAsync(filter, cancellationToken));
    }

    public async Task<IReadOnlyList<OperationId>> HoldersAsync(CancellationToken cancellationToken)
    {
        // In the order of the index of active states, so that it reads these and no others.
        BsonDocument[] stages =
            [new("$match", new BsonDocument("active", true)), new("$sort", InOrder), new("$group", new BsonDocument("_id", "$operationId"))];
        var found = await database.AggregateAsync(Collections.States, stages, cancellationToken);
        return [.. found.Select(row => new OperationId(row.TextOf("_id") ?? ""))];
    }

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken) =>
        FindAsync(new BsonDocument { { "accountId", account.ToObjectId() }, { "active", true } }, cancellationToken);

    public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) =>
        FindAsync(BatchDocuments.KeyOf(operation, account), cancellationToken);

    public async Task<IReadOnlyList<AccountState>> GetAsync(
        OperationId operation, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        if (accounts.Count == 1)
            return await GetAsync(operation, accounts.First(), cancellationToken) is { } state ? [state] : [];
        var filter = new BsonDocument
        {
            { "operationId", operation.Value },
            { "accountId", new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId()))) },
        };
        var found = await database.ListAsync(Collections.States, filter, sort: null, accounts.Count, cancellationToken);
        return [.. found.Select(StateDocuments.Read)];
    }

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

    public async Task<IReadOnlyList<AccountId>> ListSteeredAsync(
        OperationId operation, AccountStateStatus? status, bool held, AccountId? after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<AccountId>();
        for (var last = after; found.Count < limit;)
        {
            var page = await database.ListAsync(Collections.States, Steered(operation, status, held, last), InOrder, limit, cancellationToken, Needed);
            AccountId[] free = [.. page.Where(row => !row.FlagOf("active")).Select(row => HeldBy(row).AccountId)];
            var busy = free.Length == 0 ? [] : (await HoldersAsync(free, cancellationToken)).Select(holder => holder.AccountId).ToHashSet();
            found.AddRange(page.Where(row => row.FlagOf("active") || !busy.Contains(HeldBy(row).AccountId)).Select(row => HeldBy(row).AccountId));
            if (page.Count < limit)
                break;
            last = HeldBy(page[^1]).AccountId;
        }

        return found.Count > limit ? found[..limit] : found;
    }

    public Task<OperationTotals> TotalsAsync(OperationId operation, CancellationToken cancellationToken) => database.InTurnAsync(
        search: true,
        async (maxTime, ending) => TotalsPipeline.Read(
            (await database.AggregateAsync(Collections.States, TotalsPipeline.Of(operation, database.Now), ending, maxTime)).FirstOrDefault()),
        cancellationToken);

    public async Task<bool> AnyUnplannedAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var atWork = Bson.Texts([StoredEnum.Of(AccountStateStatus.Processing), StoredEnum.Of(AccountStateStatus.Paused)]);
        var filter = new BsonDocument { { "operationId", operation.Value }, { "status", new BsonDocument("$in", atWork) }, { "planned", false } };
        return await database.FirstAsync(Collections.States, filter, cancellationToken) is not null;
    }

    public async Task<DateTimeOffset?> LastBlockedAtAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument { { "operationId", operation.Value }, { "status", StoredEnum.Of(AccountStateStatus.Blocked) } };
        return (await database.FirstAsync(Collections.States, filter, cancellationToken, new BsonDocument("blockedAt", -1)))?.TimeOf("blockedAt");
    }

    private static BsonDocument Steered(OperationId operation, AccountStateStatus? status, bool held, AccountId? after)
    {
        var filter = new BsonDocument("operationId", operation.Value);
        if (status is { } one)
            filter["status"] = StoredEnum.Of(one);
        if (after is { } last)
            filter["accountId"] = new BsonDocument("$gt", last.ToObjectId());
        var waiting = Bson.Texts([StoredEnum.Of(AccountStateStatus.Paused), StoredEnum.Of(AccountStateStatus.Blocked)]);
        return held
            ? filter.Add("active", true)
            : filter.Add("$or", new BsonArray { new BsonDocument("active", true), new BsonDocument("status", new BsonDocument("$in", waiting)) });
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

    private async Task<IReadOnlyList<BusyAccount>> HoldersAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument
        {
            { "accountId", new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId()))) }, { "active", true },
        };
        return [.. (await database.ListAsync(Collections.States, filter, null, accounts.Count, cancellationToken, Needed)).Select(HeldBy)];
    }

    private static BusyAccount HeldBy(BsonDocument row) =>
        new(new AccountId(row.TextOf("accountId") ?? ""), new OperationId(row.TextOf("operationId") ?? ""));

    private static StoreUnavailableException TakenInTurns(AccountId account) =>
        new($"The account {account} was reserved and released {MaxTries} times while it was to be reserved.");
}
