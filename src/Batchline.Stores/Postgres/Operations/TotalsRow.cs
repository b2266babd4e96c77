using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Operations;

/// <summary>The one row of the statement that sums up an operation.</summary>
internal static class TotalsRow
{
    private static readonly AccountStateStatus[] Statuses =
    [
        AccountStateStatus.Processing, AccountStateStatus.Completed, AccountStateStatus.Paused, AccountStateStatus.Blocked, AccountStateStatus.Cancelled,
    ];

    /// <summary>Each account as its head has it, if the head works for the operation and is not older than the row.</summary>
    internal static readonly string Find = $"""
        WITH joined AS (
            SELECT s.*, h.run_status, h.run_planned, h.run_batches, h.run_blocked_at, h.run_open, nullif(h.run_per_call, 0) AS per_call,
                h.run_operation IS NOT DISTINCT FROM s.operation_id AS own,
                coalesce(h.run_operation = s.operation_id AND (h.fence, h.seq) >= (s.fence, s.seq), false) AS newer,
                greatest(0, h.not_before - @now, CASE WHEN NOT h.released AND h.expires_at > @now THEN 0 ELSE coalesce(h.due_at, 0) - @now END) AS wait,
                {string.Join(", ", CounterColumns.Names.Select(name => $"h.{name} AS head_{name}"))}
            FROM batch_account_states AS s LEFT JOIN account_heads AS h ON s.active AND h.account_id = s.account_id
            WHERE s.operation_id = @operation),
        merged AS (
            SELECT active, wait, per_call,
                own AND run_open AS is_open,
                CASE WHEN newer THEN run_status ELSE status END AS status,
                CASE WHEN newer THEN run_planned ELSE planned END AS planned,
                CASE WHEN newer THEN run_batches ELSE total_batches END AS total_batches,
                CASE WHEN newer THEN run_blocked_at ELSE blocked_at END AS blocked_at,
                {string.Join(", ", CounterColumns.Names.Select(name => $"CASE WHEN newer THEN head_{name} ELSE {name} END AS {name}"))}
            FROM joined),
        rated AS (
            SELECT *, status IN ('processing', 'paused') AS at_work, greatest(0, jobs_total - jobs_completed - jobs_missing - jobs_failed) AS pending
            FROM merged)
        SELECT
            {string.Join(", ", Statuses.Select(status => $"count(*) FILTER (WHERE status = '{StoredStatus(status)}')"))},
            count(*) FILTER (WHERE active), coalesce(sum(total_batches), 0)::bigint, count(*) FILTER (WHERE is_open),
            count(*) FILTER (WHERE at_work AND NOT planned),
            max(blocked_at) FILTER (WHERE status = 'blocked'),
            max(wait + pending * coalesce(per_call, 0)) FILTER (WHERE at_work),
            coalesce(max(pending) FILTER (WHERE at_work AND per_call IS NULL), 0),
            {string.Join(", ", CounterColumns.Names.Select(name => $"coalesce(sum({name}), 0)::{(name == "batch_seconds" ? "double precision" : "bigint")}"))}
        FROM rated
        """;

    public static OperationTotals Read(SqlRow row) => new()
    {
        Accounts = Statuses.Select(status => (Status: status, Count: row.Int())).ToList()
            .Where(found => found.Count > 0).ToDictionary(found => found.Status, found => found.Count),
        Held = row.Int(),
        Batches = row.Int(),
        OpenBatches = row.Int(),
        Unplanned = row.Int(),
        LastBlockedAt = row.TimeOrNull(),
        LongestRest = row.DoubleOrNull() is { } rest ? TimeSpan.FromMilliseconds(rest) : null,
        MostUnpaced = row.Long(),
        Counters = CounterColumns.Read(row),
    };

    private static string StoredStatus(AccountStateStatus status) => StoredEnum.Of(status);
}
