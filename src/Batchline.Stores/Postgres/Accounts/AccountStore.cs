using Batchline.Engine.Accounts;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Accounts;
using Npgsql;

namespace Batchline.Stores.Postgres.Accounts;

internal sealed class AccountStore(Database database) : IAccountStore, IAccountDeletions
{
    internal const string FindForUpdate = $"{AccountRows.Find} FOR UPDATE";

    internal const string DeleteJobs = """
        DELETE FROM jobs WHERE ctid = ANY (ARRAY(SELECT ctid FROM jobs WHERE account_id = @account LIMIT @limit))
        """;

    // In steps, so that other writers do not wait for the end of a long deletion.
    private const int JobsPerStep = 500;
    private const string KeyIndex = "accounts_by_key";
    private const string Place = "accounts";

    public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) => WriteAsync(
        async session =>
        {
            await session.ExecuteAsync(AccountRows.Insert, AccountRows.Values(account), cancellationToken);
            return AccountWrite.Done;
        },
        cancellationToken);

    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(AccountRows.Find, AccountRows.Read, [id.Value], cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) =>
        ListAsync(Statement.Of(AccountRows.FindAll, Sql.Statements.SqlValue.Of(ids.Select(id => id.Value))), cancellationToken);

    public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        ListAsync(Statement.Of(AccountRows.List, after?.Value ?? "", limit), cancellationToken);

    public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) => WriteAsync(
        async session =>
        {
            if (await LockAsync(session, id, cancellationToken) is not { } old)
                return AccountWrite.NotFound;
            if (!AccountChanges.HasKeyFor(old, change))
                return AccountWrite.KeyChanged;
            await session.ExecuteAsync(AccountRows.Update, AccountRows.Values(AccountChanges.Change(old, change)), cancellationToken);
            return AccountWrite.Done;
        },
        cancellationToken);

    public Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session =>
        {
            if (await LockAsync(session, id, cancellationToken) is not { } old || AccountChanges.Mark(old, was, mark) is not { } marked)
                return false;
            await session.ExecuteAsync(AccountRows.Update, AccountRows.Values(marked), cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<Account>>(
            Place, async session => await session.QueryAsync(AccountRows.ListMarked, AccountRows.Read, [after?.Value ?? "", limit], cancellationToken), cancellationToken);

    public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        while (deleteJobs && await database.RunAsync(
            "jobs", session => session.ExecuteAsync(DeleteJobs, [id.Value, JobsPerStep], cancellationToken), cancellationToken) == JobsPerStep)
        {
        }

        await database.WriteAsync(
            Place,
            session => session.BatchAsync(
                [Statement.Of(AccountRows.DeleteHead, id.Value), Statement.Of(AccountRows.Delete, id.Value)], cancellationToken),
            cancellationToken);
    }

    private static Task<Account?> LockAsync(PostgresSession session, AccountId id, CancellationToken cancellationToken) =>
        session.FirstAsync(FindForUpdate, AccountRows.Read, [id.Value], cancellationToken);

    private Task<IReadOnlyList<Account>> ListAsync(Statement statement, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<Account>>(
            search: false, Place, async (session, ending) => await session.QueryAsync(statement, AccountRows.Read, ending), cancellationToken);

    private async Task<AccountWrite> WriteAsync(Func<PostgresSession, Task<AccountWrite>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(Place, write, cancellationToken);
        }
        catch (PostgresException e) when (PostgresErrors.IsDuplicate(e, KeyIndex))
        {
            return AccountWrite.DuplicateKey;
        }
    }
}
