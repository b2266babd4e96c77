using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Stores.Postgres.Batches;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Operations;
using Batchline.Stores.Postgres.Records;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Heads;

/// <summary>
/// Writes the checkpoints of many accounts in one round trip and one transaction. The heads come first, because their locks decide: every
/// other part is written only for those whose head has the checkpoint's write.
/// </summary>
internal static class CheckpointWriter
{
    private static readonly RowSet<Written> Heads = CounterColumns.AddTo(
        new RowSet<Written>()
            .Text("account_id", row => row.Checkpoint.AccountId.Value)
            .Number("fence", row => row.Head.Fence)
            .Number("seq", row => row.Head.Seq)
            .Text("write_id", row => row.Head.WriteId)
            .Number("lease", row => row.Head.Lease.Ticks)
            .Number("wait", row => row.Head.Wait.Ticks)
            .Number("reserve", row => row.Head.Reserve.Ticks)
            .Number("due_in", row => row.Head.DueIn?.Ticks)
            .Text("seen_operation", row => row.Head.SeenControl?.OperationId.Value)
            .Text("seen_action", row => row.Head.SeenControl is { } control ? StoredEnum.Of(control.Action) : null)
            .Number("seen_rev", row => row.Head.SeenControl?.Rev)
            .Text("seen_commands", row => SqlValue.Of(row.Head.SeenCommands))
            .Text("handled_commands", row => SqlValue.Of(row.Head.HandledCommands))
            .Text("body", row => HeadJson.WriteBody(row.Head.Body))
            .Text("run_operation", row => row.Facts?.OperationId)
            .Text("run_status", row => row.Facts?.Status)
            .Flag("run_planned", row => row.Facts?.Planned ?? false)
            .Number("run_batches", row => row.Facts?.TotalBatches ?? 0)
            .Number("run_blocked_at", row => row.Facts?.BlockedAt)
            .Flag("run_open", row => row.Facts?.Open ?? false)
            .Real("run_per_call", row => row.Facts?.PerCall ?? 0),
        row => row.Facts?.Counters);

    /// <summary>
    /// Every statement finds rows by their keys, and it does so in a table that was empty when it was planned as well: its plan can be
    /// kept, which saves most of a small group's time. Somebody else's lock on one row ends the group soon, which is then written in halves.
    /// </summary>
    private static readonly Statement Settings = Statement.Of("""
        SELECT set_config('lock_timeout', '2s', true), set_config('plan_cache_mode', 'force_generic_plan', true),
            set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
        """);

    private static readonly string[] Run = [.. Heads.Names.Where(name => name.StartsWith("run_", StringComparison.Ordinal)), .. CounterColumns.Names];

    /// <summary>
    /// In the order of the accounts, so that groups which overlap do not lock each other out. Each head is judged after it is locked.
    /// A time before which something must not happen is rounded up.
    /// </summary>
    internal static readonly string Commit = $"""
        WITH mine AS (
            SELECT w.*, clock.now, coalesce(commands.kept, h.commands) AS kept, coalesce(commands.unseen, false) AS has_unseen
            FROM {Heads.Unnest} CROSS JOIN (SELECT @ticks AS now) AS clock
            JOIN account_heads AS h ON h.account_id = w.account_id
            LEFT JOIN LATERAL (
                SELECT
                    coalesce(jsonb_agg(c ORDER BY place) FILTER (WHERE NOT w.handled_commands::jsonb ? (c ->> 'id')), '[]') AS kept,
                    coalesce(bool_or(NOT w.seen_commands::jsonb ? (c ->> 'id')) FILTER (WHERE NOT w.handled_commands::jsonb ? (c ->> 'id')), false) AS unseen
                FROM jsonb_array_elements(h.commands) WITH ORDINALITY AS queue (c, place)) AS commands ON h.commands <> '[]'
            WHERE h.fence = w.fence AND h.seq = w.seq
            ORDER BY w.account_id FOR UPDATE OF h)
        UPDATE account_heads AS h SET
            seq = h.seq + 1, write_id = w.write_id,
            expires_at = CASE WHEN w.lease > 0 THEN (w.now + w.lease) / 10000 ELSE 0 END,
            released = w.lease = 0,
            owner = CASE WHEN w.lease > 0 THEN h.owner END,
            not_before = CASE WHEN w.lease > 0
                THEN greatest(h.not_before, (w.now + w.wait + w.reserve + 9999) / 10000)
                ELSE (w.now + w.wait + 9999) / 10000 END,
            due_at = CASE
                WHEN (h.control_operation, h.control_action, CASE WHEN h.control_operation IS NOT NULL THEN h.control_rev END)
                    IS DISTINCT FROM (w.seen_operation, w.seen_action, w.seen_rev) OR w.has_unseen THEN w.now / 10000
                WHEN w.lease = 0 AND h.due_at <= w.now / 10000 THEN w.now / 10000
                WHEN w.due_in > 0 THEN (w.now + w.due_in + 9999) / 10000
                WHEN w.due_in IS NULL THEN NULL
                ELSE w.now / 10000 END,
            commands = w.kept,
            {string.Join(", ", Run.Select(name => $"{name} = w.{name}"))},
            body = w.body
        FROM mine AS w WHERE h.account_id = w.account_id
        RETURNING {HeadRows.Bare}
        """;

    /// <summary>Those whose write an earlier try of the same group made, although its answer was lost.</summary>
    internal const string FindWritten = $"""
        SELECT {HeadRows.Bare}
        FROM unnest(@accounts::text[], @fences::bigint[], @writes::text[]) AS w (account_id, fence, write_id)
        JOIN account_heads AS h ON h.account_id = w.account_id AND h.fence = w.fence AND h.write_id = w.write_id
        """;

    /// <returns>In the order of the group; null where the head has another fence or sequence.</returns>
    public static async Task<IReadOnlyList<HeadView?>> WriteAsync(Database database, IReadOnlyList<Checkpoint> group, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<Checkpoint, HeadView>(ReferenceEqualityComparer.Instance);
        for (List<Checkpoint> left = [.. group]; left.Count > 0;)
        {
            // A head takes one write in a statement.
            List<Checkpoint> some = [.. left.DistinctBy(checkpoint => checkpoint.AccountId).OrderBy(checkpoint => checkpoint.AccountId.Value, StringComparer.Ordinal)];
            foreach (var (checkpoint, view) in await WriteSomeAsync(database, some, cancellationToken))
                answers[checkpoint] = view;
            left = [.. left.Except(some, ReferenceEqualityComparer.Instance).Cast<Checkpoint>()];
        }

        return [.. group.Select(checkpoint => answers.GetValueOrDefault(checkpoint))];
    }

    private static async Task<List<(Checkpoint Checkpoint, HeadView View)>> WriteSomeAsync(
        Database database, List<Checkpoint> group, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync("checkpoints", session => session.BatchAsync(Settings, Statements(group, session.Now), HeadRows.ReadBare, cancellationToken), cancellationToken);
        var written = found.ToDictionary(view => view.AccountId);
        List<Checkpoint> unwritten = [.. group.Where(checkpoint => !written.ContainsKey(checkpoint.AccountId))];
        if (unwritten.Count > 0)
        {
            foreach (var view in await database.RunAsync("account_heads", session => FindWrittenAsync(session, unwritten, cancellationToken), cancellationToken))
                written[view.AccountId] = view;
        }

        return [.. group.Where(checkpoint => written.ContainsKey(checkpoint.AccountId))
            .Select(checkpoint => (checkpoint, written[checkpoint.AccountId] with { Body = checkpoint.Head.Body }))];
    }

    /// <summary>The statements of one round trip.</summary>
    internal static IEnumerable<Statement> Statements(IReadOnlyList<Checkpoint> group, SqlValue now) =>
    [
        new(Commit, [.. Heads.Of([.. group.Select(checkpoint => new Written(checkpoint))]), Parameters.Of(now)]),
        .. Parts(group, now),
    ];

    /// <summary>What is written of those whose head is.</summary>
    internal static IEnumerable<Statement> Parts(IReadOnlyList<Checkpoint> group, SqlValue now)
    {
        List<Checkpoint> projected = [.. group.Where(checkpoint => checkpoint.State is not null)];
        return
        [
            .. JobWrites.Of(group),
            .. BatchWrites.Of(group, now),
            .. projected.Count > 0 ? [StateRows.Projecting(projected)] : Array.Empty<Statement>(),
        ];
    }

    private static Task<List<HeadView>> FindWrittenAsync(PostgresSession session, List<Checkpoint> group, CancellationToken cancellationToken) => session.QueryAsync(
        new Statement(
            FindWritten,
            [
                Parameters.Of(session.Now),
                Parameters.Texts(group.Select(checkpoint => checkpoint.AccountId.Value)),
                Parameters.Of([.. group.Select(checkpoint => checkpoint.Head.Fence)], NpgsqlTypes.NpgsqlDbType.Bigint),
                Parameters.Texts(group.Select(checkpoint => checkpoint.Head.WriteId)),
            ]),
        HeadRows.ReadBare,
        cancellationToken);

    private sealed class Written(Checkpoint checkpoint)
    {
        public Checkpoint Checkpoint => checkpoint;

        public HeadWrite Head => checkpoint.Head;

        public RunFacts? Facts { get; } = HeadJson.FactsOf(checkpoint.Head.Body);
    }
}
