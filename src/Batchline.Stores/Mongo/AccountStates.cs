using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

internal sealed class AccountStates(Database database) : IAccountStateStore, IAccountStateReader
{
    /// <summary>A reservation that clashed with one that was gone when looked for is tried again so often.</summary>
    private const int MaxTries = 5;

    private static readonly BsonDocument InOrder = new("accountId", 1);

    public async Task<IReadOnlyList<BusyAccount>> ReserveAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken)
    {
        var busy = new List<BusyAccount>();
        var (done, tries) = (0, 0);
        while (done < states.Count)
        {
            var inserted = await InsertAsync(states.Skip(done).ToList(), cancellationToken);
            tries = inserted > 0 ? 1 : tries + 1;
            done += inserted;
            if (done == states.Count)
                break;
            var state = states[done];
            if (await BusyByAsync(state.OperationId, state.AccountId, cancellationToken) is { } by)
                busy.Add(by);
            else if (tries < MaxTries && await GetAsync(state.OperationId, state.AccountId, cancellationToken) is null)
                continue;
            (done, tries) = (done + 1, 0);
        }

        return busy;
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
                throw new InvalidOperationException($"The account {account} was reserved and released {tries} times while it was to be reserved.");
        }
    }

    public Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("operationId", operation.Value);
        if (accounts is not null)
            filter["accountId"] = new BsonDocument("$in", new BsonArray(accounts.Select(account => account.ToObjectId())));
        return database.RunAsync(Collections.States, states => states.DeleteManyAsync(filter, cancellationToken));
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
            filter["status"] = EnumText.Of(one);
        if (after is { } last)
            filter["accountId"] = new BsonDocument("$gt", last.ToObjectId());
        var found = await database.ListAsync(Collections.States, filter, InOrder, limit, cancellationToken);
        return [.. found.Select(StateDocuments.Read)];
    }

    private async Task<AccountState?> FindAsync(BsonDocument filter, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.States, filter, cancellationToken) is { } found ? StateDocuments.Read(found) : null;

    /// <summary>How many were inserted before one clashed, or all.</summary>
    private Task<int> InsertAsync(List<AccountState> states, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.States, async documents =>
        {
            try
            {
                await documents.InsertManyAsync(states.Select(StateDocuments.Insert), cancellationToken: cancellationToken);
                return states.Count;
            }
            catch (MongoBulkWriteException e) when (MongoErrors.AreDuplicates(e))
            {
                return e.WriteErrors[0].Index;
            }
        });

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
}
