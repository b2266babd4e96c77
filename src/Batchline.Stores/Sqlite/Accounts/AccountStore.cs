using Batchline.Engine.Accounts;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Accounts;

internal sealed class AccountStore(Database database) : IAccountStore, IAccountDeletions
{
    internal const string List = $"SELECT {AccountRows.Columns} FROM accounts WHERE id > @after ORDER BY id LIMIT @limit";

    internal const string FindAll = $"SELECT {AccountRows.Columns} FROM accounts WHERE id IN (SELECT value FROM json_each(@ids))";

    internal const string ListMarked = $"""
        SELECT {AccountRows.Columns} FROM accounts WHERE deleting = 1 AND id > @after ORDER BY id LIMIT @limit
        """;

    internal const string DeleteJobs = """
        DELETE FROM jobs WHERE rowid IN (SELECT rowid FROM jobs WHERE accountId = @accountId LIMIT @limit)
        """;

    internal const string DeleteHead = "DELETE FROM accountHeads WHERE accountId = @accountId";

    internal const string Delete = "DELETE FROM accounts WHERE id = @id";

    // In steps, so that other writers do not wait for the end of a long deletion.
    private const int JobsPerStep = 500;

    public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Add(session, account), cancellationToken);

    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(AccountRows.Find, AccountRows.Read, id.Value), cancellationToken);

    public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Account>>(
            session => session.Query(FindAll, AccountRows.Read, SqlValue.Of(ids.Select(id => id.Value))), cancellationToken);

    public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Account>>(
            session => session.Query(List, AccountRows.Read, after?.Value ?? "", limit), cancellationToken);

    public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Update(session, id, change), cancellationToken);

    public Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Mark(session, id, was, mark), cancellationToken);

    public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Account>>(
            session => session.Query(ListMarked, AccountRows.Read, after?.Value ?? "", limit), cancellationToken);

    public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        while (deleteJobs && await database.WriteAsync(
            session => session.Execute(DeleteJobs, id.Value, JobsPerStep), cancellationToken) == JobsPerStep)
        {
        }

        await database.WriteAsync(
            session => session.Execute(DeleteHead, id.Value) + session.Execute(Delete, id.Value), cancellationToken);
    }

    private static AccountWrite Add(SqlSession session, Account account)
    {
        if (session.First(AccountRows.Find, AccountRows.Read, account.Id.Value) is not null)
            return AccountWrite.Done;
        if (AccountRows.HasKeyOf(session, account.Id, account.KeyFingerprint))
            return AccountWrite.DuplicateKey;
        AccountRows.Write(session, AccountRows.Insert, account);
        return AccountWrite.Done;
    }

    private static bool Mark(SqlSession session, AccountId id, string? was, AccountDeletion? mark)
    {
        if (session.First(AccountRows.Find, AccountRows.Read, id.Value) is not { } old || AccountChanges.Mark(old, was, mark) is not { } marked)
            return false;
        AccountRows.Write(session, AccountRows.Update, marked);
        return true;
    }

    private static AccountWrite Update(SqlSession session, AccountId id, AccountChange change)
    {
        if (session.First(AccountRows.Find, AccountRows.Read, id.Value) is not { } old)
            return AccountWrite.NotFound;
        if (!AccountChanges.HasKeyFor(old, change))
            return AccountWrite.KeyChanged;
        if (AccountRows.HasKeyOf(session, id, change.KeyFingerprint))
            return AccountWrite.DuplicateKey;
        AccountRows.Write(session, AccountRows.Update, AccountChanges.Change(old, change));
        return AccountWrite.Done;
    }
}
