using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Heads;

internal sealed class HeadInbox(Database database, DeadNodes dead) : IHeadInbox
{
    internal const string Wake = """
        INSERT INTO accountHeads (accountId, dueAt)
        SELECT value, @now FROM json_each(@accounts) WHERE true
        ON CONFLICT (accountId) DO UPDATE SET dueAt = min(coalesce(dueAt, excluded.dueAt), excluded.dueAt)
        """;

    internal const string SetControl = """
        INSERT INTO accountHeads (accountId, dueAt, controlOperation, controlAction, controlRev)
        SELECT value, @now, @operation, @action, @rev FROM json_each(@accounts) WHERE true
        ON CONFLICT (accountId) DO UPDATE SET
            dueAt = min(coalesce(dueAt, excluded.dueAt), excluded.dueAt),
            controlOperation = excluded.controlOperation,
            controlAction = iif(controlOperation = excluded.controlOperation AND controlRev > excluded.controlRev, controlAction, excluded.controlAction),
            controlRev = iif(controlOperation = excluded.controlOperation, max(controlRev, excluded.controlRev), excluded.controlRev)
        """;

    internal const string ReadCommands = "SELECT commands FROM accountHeads WHERE accountId = @accountId";

    internal const string WriteCommands = "UPDATE accountHeads SET commands = @commands WHERE accountId = @accountId";

    internal const string FindCommand = """
        SELECT 1 FROM accountHeads, json_each(accountHeads.commands)
        WHERE accountHeads.commands <> '[]' AND json_extract(json_each.value, '$.operationId') = @operation LIMIT 1
        """;

    internal const string WakeLate = "UPDATE accountHeads SET dueAt = @now WHERE dueAt > @late";

    internal const string CountDue = "SELECT count(*) FROM accountHeads WHERE dueAt <= @now AND expiresAt <= @now";

    internal const string FindDue = """
        SELECT accountId FROM accountHeads WHERE dueAt <= @now AND expiresAt <= @now ORDER BY dueAt, accountId LIMIT @limit
        """;

    internal const string FindNext = "SELECT dueAt FROM accountHeads WHERE dueAt > @now ORDER BY dueAt LIMIT 1";

    public Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => accounts.Count(account => Change(
                session, account, queue => queue.Any(queued => queued.Id == command.Id) ? queue : [.. queue, command])),
            cancellationToken);

    public Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => Commands(session, account).Any(queued => queued.Id == commandId)
                && Change(session, account, queue => [.. queue.Where(queued => queued.Id != commandId)]),
            cancellationToken);

    public Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(FindCommand, row => row.Flag(), operation.Value), cancellationToken);

    public Task SetControlAsync(
        IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken)
    {
        var ids = Ids(accounts);
        return database.WriteAsync(
            session => session.Execute(
                SetControl, database.Now, control.OperationId.Value, StoredEnum.Of(control.Action), control.Rev, ids),
            cancellationToken);
    }

    public Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        var ids = Ids(accounts);
        return database.WriteAsync(session => session.Execute(Wake, database.Now, ids), cancellationToken);
    }

    public Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var now = database.Now;
                return session.Execute(WakeLate, now, now + furtherThan);
            },
            cancellationToken);

    public Task<long> CountDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(CountDue, row => row.Long(), database.Now), cancellationToken);

    public async Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken)
    {
        await dead.FreeAllAsync(cancellationToken);
        return await database.ReadAsync(session => Due(session, limit), cancellationToken);
    }

    private DueAccounts Due(SqlSession session, int limit)
    {
        var now = database.Now;
        var due = session.Query(FindDue, row => new AccountId(row.Text()), now, limit);
        var next = due.Count == 0 ? session.First(FindNext, row => row.TimeOrNull(), now) : null;
        return new DueAccounts(due, next - now);
    }

    private bool Change(
        SqlSession session, AccountId account, Func<IReadOnlyList<HeadCommand>, IReadOnlyList<HeadCommand>> change)
    {
        session.Execute(Wake, database.Now, Ids([account]));
        session.Execute(WriteCommands, HeadRows.WriteCommands(change(Commands(session, account))), account.Value);
        return true;
    }

    private static IReadOnlyList<HeadCommand> Commands(SqlSession session, AccountId account) =>
        HeadJson.ReadCommands(session.First(ReadCommands, row => row.Text(), account.Value) ?? "[]");

    private static string Ids(IEnumerable<AccountId> accounts) => SqlValue.Of(accounts.Select(account => account.Value));
}
