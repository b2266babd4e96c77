using Batchline.Engine.Accounts;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Accounts;

internal sealed class AccountStore(Database database) : IAccountStore, IAccountDeletions
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

    public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) =>
        FindAsync(new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids.Select(id => id.ToObjectId())))), ids.Count, cancellationToken);

    public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        FindAsync(Behind(after), limit, cancellationToken);

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

    public async Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken)
    {
        var isMarked = await database.RunAsync(Collections.Accounts, async accounts =>
            (await accounts.UpdateOneAsync(
                AccountDocuments.FilterOf(id, was), AccountDocuments.Mark(mark), cancellationToken: cancellationToken)).MatchedCount == 1);

        // It is there already if an earlier call set it and the answer was lost.
        return isMarked || (await GetAsync(id, cancellationToken) is { } account && account.Deletion?.Id == mark?.Id);
    }

    public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        FindAsync(new BsonDocument("deleting", true).AddRange(Behind(after)), limit, cancellationToken);

    public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        if (deleteJobs)
            await DeleteAsync(Collections.Jobs, new BsonDocument("accountId", id.ToObjectId()), cancellationToken);
        await DeleteAsync(Collections.Heads, IdIs(id), cancellationToken);
        await DeleteAsync(Collections.Accounts, IdIs(id), cancellationToken);
    }

    private async Task<IReadOnlyList<Account>> FindAsync(BsonDocument filter, int? limit, CancellationToken cancellationToken)
    {
        var found = await database.ListAsync(Collections.Accounts, filter, new BsonDocument("_id", 1), limit, cancellationToken);
        return [.. found.Select(AccountDocuments.Read)];
    }

    /// <summary>A comparison with an ObjectId finds only ObjectIds. Accounts with ids of another type wait for their adoption.</summary>
    private static BsonDocument Behind(AccountId? after) => new(
        "_id", after is { } last ? new BsonDocument("$gt", last.ToObjectId()) : new BsonDocument("$gte", ObjectId.Empty));

    private Task<DeleteResult> DeleteAsync(string collection, BsonDocument filter, CancellationToken cancellationToken) =>
        database.RunAsync(collection, documents => documents.DeleteManyAsync(filter, cancellationToken));

    private static BsonDocument IdIs(AccountId id) => new("_id", id.ToObjectId());
}
