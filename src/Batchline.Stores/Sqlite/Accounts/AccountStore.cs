using Batchline.Engine.Accounts;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Accounts;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Accounts;

internal sealed class AccountStore(Database database) : IAccountStore, IAccountDeletions
{
    internal const string DeleteJobs = """
        DELETE FROM jobs WHERE rowid IN (SELECT rowid FROM jobs WHERE accountId = @accountId LIMIT @limit)
        """;

    // In steps, so that other writers do not wait for the end of a long deletion.
    private const int JobsPerStep = 500;

    public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Add(session, account), cancellationToken);

    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(AccountRows.Find, AccountRows.Read, id.Value), cancellationToken);

    public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Account>>(
            session => session.Query(AccountRows.FindAll, AccountRows.Read, SqlValue.Of(ids.Select(id => id.Value))), cancellationToken);

    public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Account>>(
            session => session.Query(AccountRows.List, AccountRows.Read, after?.Value ?? "", limit), cancellationToken);

    public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Update(session, id, change), cancellationToken);

    public Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Mark(session, id, was, mark), cancellationToken);

    public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Account>>(
            session => session.Query(AccountRows.ListMarked, AccountRows.Read, after?.Value ?? "", limit), cancellationToken);

    public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        while (deleteJobs && await database.WriteAsync(
            session => session.Execute(DeleteJobs, id.Value, JobsPerStep), cancellationToken) == JobsPerStep)
        {
        }

        await database.WriteAsync(
            session => session.Execute(AccountRows.DeleteHead, id.Value) + session.Execute(AccountRows.Delete, id.Value), cancellationToken);
    }

    private static AccountWrite Add(SqlSession session, Account account)
    {
        if (session.First(AccountRows.Find, AccountRows.Read, account.Id.Value) is not null)
            return AccountWrite.Done;
        if (HasKeyOf(session, account.Id, account.KeyFingerprint))
            return AccountWrite.DuplicateKey;
        session.Execute(AccountRows.Insert, AccountRows.Values(account));
        return AccountWrite.Done;
    }

    private static bool Mark(SqlSession session, AccountId id, string? was, AccountDeletion? mark)
    {
        if (session.First(AccountRows.Find, AccountRows.Read, id.Value) is not { } old || AccountChanges.Mark(old, was, mark) is not { } marked)
            return false;
        session.Execute(AccountRows.Update, AccountRows.Values(marked));
        return true;
    }

    private static AccountWrite Update(SqlSession session, AccountId id, AccountChange change)
    {
        if (session.First(AccountRows.Find, AccountRows.Read, id.Value) is not { } old)
            return AccountWrite.NotFound;
        if (!AccountChanges.HasKeyFor(old, change))
            return AccountWrite.KeyChanged;
        if (HasKeyOf(session, id, change.KeyFingerprint))
            return AccountWrite.DuplicateKey;
        session.Execute(AccountRows.Update, AccountRows.Values(AccountChanges.Change(old, change)));
        return AccountWrite.Done;
    }

    private static bool HasKeyOf(SqlSession session, AccountId except, string? fingerprint) =>
        fingerprint is not null && session.First(AccountRows.FindKey, row => row.Text(), fingerprint, except.Value) is not null;
}
