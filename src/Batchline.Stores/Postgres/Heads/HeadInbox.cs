using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;

namespace Batchline.Stores.Postgres.Heads;

/// <summary>Locks heads in the order of their accounts, as checkpoints do.</summary>
internal sealed class HeadInbox(Database database) : IHeadInbox
{
    internal const string Wake = """
        INSERT INTO account_heads AS h (account_id, due_at) SELECT id, @now FROM unnest(@accounts::text[]) AS a (id) ORDER BY id
        ON CONFLICT (account_id) DO UPDATE SET due_at = least(h.due_at, excluded.due_at)
        """;

    /// <summary>A control from an earlier revision of the same operation changes nothing.</summary>
    internal const string SetControl = """
        INSERT INTO account_heads AS h (account_id, due_at, control_operation, control_action, control_rev)
        SELECT id, @now, @operation, @action, @rev FROM unnest(@accounts::text[]) AS a (id) ORDER BY id
        ON CONFLICT (account_id) DO UPDATE SET
            due_at = least(h.due_at, excluded.due_at),
            control_operation = excluded.control_operation,
            control_action = CASE WHEN h.control_operation = excluded.control_operation AND h.control_rev > excluded.control_rev
                THEN h.control_action ELSE excluded.control_action END,
            control_rev = CASE WHEN h.control_operation = excluded.control_operation
                THEN greatest(h.control_rev, excluded.control_rev) ELSE excluded.control_rev END
        """;

    internal const string Append = """
        INSERT INTO account_heads AS h (account_id, due_at, commands) SELECT id, @now, @command::jsonb FROM unnest(@accounts::text[]) AS a (id) ORDER BY id
        ON CONFLICT (account_id) DO UPDATE SET
            due_at = least(h.due_at, excluded.due_at),
            commands = CASE WHEN h.commands @> jsonb_build_array(jsonb_build_object('id', @id::text)) THEN h.commands ELSE h.commands || excluded.commands END
        """;

    internal const string Remove = """
        UPDATE account_heads AS h SET
            due_at = least(h.due_at, @now),
            commands = coalesce((
                SELECT jsonb_agg(c ORDER BY place) FROM jsonb_array_elements(h.commands) WITH ORDINALITY AS queue (c, place) WHERE c ->> 'id' <> @id), '[]')
        WHERE h.account_id = @account AND h.commands @> jsonb_build_array(jsonb_build_object('id', @id::text))
        """;

    internal const string FindCommand = """
        SELECT true FROM account_heads
        WHERE commands <> '[]' AND commands @> jsonb_build_array(jsonb_build_object('operationId', @operation::text)) LIMIT 1
        """;

    internal const string WakeLate = """
        WITH late AS (SELECT account_id FROM account_heads WHERE due_at > @now + @late ORDER BY account_id FOR UPDATE)
        UPDATE account_heads AS h SET due_at = @now FROM late WHERE h.account_id = late.account_id
        """;

    internal const string CountDue = "SELECT count(*) FROM account_heads WHERE due_at <= @now AND expires_at <= @now";

    internal const string FindDue = """
        SELECT account_id FROM account_heads WHERE due_at <= @now AND expires_at <= @now ORDER BY due_at, account_id LIMIT @limit
        """;

    /// <summary>The first that is planned, due or not.</summary>
    internal const string FindFirst = "SELECT due_at - @now FROM account_heads WHERE due_at IS NOT NULL ORDER BY due_at, account_id LIMIT 1";

    internal const string FindNext = "SELECT due_at - @now FROM account_heads WHERE due_at > @now ORDER BY due_at, account_id LIMIT 1";

    internal const string Tell = "SELECT pg_notify(@channel, '')";

    private const string Place = "account_heads";

    public Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken) => ExecuteAsync(
        session => new Statement(
            Append, [Parameters.Of(session.Now), Parameters.Of(HeadJson.WriteCommands([command])), Ids(accounts), Parameters.Of(command.Id)]),
        cancellationToken);

    public async Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken) =>
        await ExecuteAsync(session => Statement.Of(Remove, session.Now, commandId, account.Value), cancellationToken) > 0;

    public Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken) => database.RunAsync(
        Place, session => session.FirstAsync(FindCommand, row => row.Flag(), [operation.Value], cancellationToken), cancellationToken);

    public Task SetControlAsync(IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken) => ExecuteAsync(
        session => new Statement(
            SetControl,
            [
                Parameters.Of(session.Now),
                Parameters.Of(control.OperationId.Value),
                Parameters.Of(StoredEnum.Of(control.Action)),
                Parameters.Of(control.Rev),
                Ids(accounts),
            ]),
        cancellationToken);

    public Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken) =>
        ExecuteAsync(session => new Statement(Wake, [Parameters.Of(session.Now), Ids(accounts)]), cancellationToken);

    public Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken) =>
        ExecuteAsync(session => Statement.Of(WakeLate, session.Now, furtherThan), cancellationToken);

    public Task<long> CountDueAsync(CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(CountDue, row => row.Long(), [session.Now], cancellationToken), cancellationToken);

    public Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken) => database.RunAsync(
        Place,
        async session =>
        {
            // Mostly, nobody is due.
            var first = await WaitAsync(session, FindFirst, cancellationToken);
            if (first is null || first > TimeSpan.Zero)
                return new DueAccounts([], first);
            var due = await session.QueryAsync(FindDue, row => new AccountId(row.Text()), [session.Now, limit], cancellationToken);
            return new DueAccounts(due, due.Count > 0 ? null : await WaitAsync(session, FindNext, cancellationToken));
        },
        cancellationToken);

    private static Task<TimeSpan?> WaitAsync(PostgresSession session, string sql, CancellationToken cancellationToken) =>
        session.FirstAsync(sql, row => row.DurationOrNull(), [session.Now], cancellationToken);

    private static Npgsql.NpgsqlParameter Ids(IEnumerable<AccountId> accounts) => Parameters.Texts(accounts.Select(account => account.Value).Distinct());

    /// <summary>Whoever listens hears of it when it is committed.</summary>
    private async Task<int> ExecuteAsync(Func<PostgresSession, Statement> make, CancellationToken cancellationToken)
    {
        var counts = await database.RunAsync(
            Place, session => session.BatchAsync([make(session), Statement.Of(Tell, database.Channel)], cancellationToken), cancellationToken);
        return counts[0];
    }
}
