using Batchline.Engine.Accounts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

internal sealed class Accounts(Database database) : IAccountStore
{
    public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Accounts, async accounts =>
        {
            try
            {
                await accounts.InsertOneAsync(AccountDocuments.Write(account), cancellationToken: cancellationToken);
                return AccountWrite.Done;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                return await accounts.Find(IdIs(account.Id)).AnyAsync(cancellationToken) ? AccountWrite.Done : AccountWrite.DuplicateKey;
            }
        });

    public async Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Accounts, IdIs(id), cancellationToken) is { } found ? AccountDocuments.Read(found) : null;

    public async Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken)
    {
        // Compared with an ObjectId, only ObjectIds are found: accounts with ids of another type wait for their adoption.
        var behind = after is { } last
            ? new BsonDocument("$gt", last.ToObjectId())
            : new BsonDocument("$gte", ObjectId.Empty);
        var found = await database.ListAsync(
            Collections.Accounts, new BsonDocument("_id", behind), new BsonDocument("_id", 1), limit, cancellationToken);
        return [.. found.Select(AccountDocuments.Read)];
    }

    public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Accounts, async accounts =>
        {
            try
            {
                var result = await accounts.UpdateOneAsync(
                    AccountDocuments.FilterOf(id, change), AccountDocuments.Update(change), cancellationToken: cancellationToken);
                if (result.MatchedCount > 0)
                    return AccountWrite.Done;
                return change.KeyWas is not null && await accounts.Find(IdIs(id)).AnyAsync(cancellationToken) ? AccountWrite.KeyChanged : AccountWrite.NotFound;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                return AccountWrite.DuplicateKey;
            }
        });

    public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        if (deleteJobs)
            await DeleteAsync(Collections.Jobs, new BsonDocument("accountId", id.ToObjectId()), cancellationToken);
        await DeleteAsync(Collections.Heads, IdIs(id), cancellationToken);
        await DeleteAsync(Collections.Accounts, IdIs(id), cancellationToken);
    }

    private Task<DeleteResult> DeleteAsync(string collection, BsonDocument filter, CancellationToken cancellationToken) =>
        database.RunAsync(collection, documents => documents.DeleteManyAsync(filter, cancellationToken));

    private static BsonDocument IdIs(AccountId id) => new("_id", id.ToObjectId());
}
