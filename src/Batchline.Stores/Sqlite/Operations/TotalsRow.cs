using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sqlite.Operations;

/// <summary>The one row of the statement that sums up an operation.</summary>
internal static class TotalsRow
{
    /// <summary>
    /// Each account as its head has it, if the head works for the operation and is not older than the row. A head that an earlier
    /// program wrote has nothing to add until its next checkpoint.
    /// </summary>
    internal const string Find = """
        WITH joined AS (
            SELECT s.status, s.active, s.planned, s.totalBatches, s.blockedAt, s.counters, h.run,
                coalesce(h.run ->> '$.operationId' = s.operationId, 0) AS own,
                coalesce(h.run ->> '$.operationId' = s.operationId AND (h.fence, h.seq) >= (s.fence, s.seq), 0) AS newer,
                coalesce(max(0, h.notBefore - @now, iif(h.released = 0 AND h.expiresAt > @now, 0, coalesce(h.dueAt, 0) - @now)), 0) AS wait
            FROM batchAccountStates AS s LEFT JOIN accountHeads AS h ON s.active = 1 AND h.accountId = s.accountId
            WHERE s.operationId = @operation),
        merged AS MATERIALIZED (
            SELECT active, wait, run ->> '$.perCall' AS perCall,
                own AND coalesce(run ->> '$.open', 0) AS isOpen,
                iif(newer, run ->> '$.status', status) AS status,
                iif(newer, coalesce(run ->> '$.planned', 0), planned) AS planned,
                iif(newer, coalesce(run ->> '$.totalBatches', 0), totalBatches) AS totalBatches,
                iif(newer, run ->> '$.blockedAt', blockedAt) AS blockedAt,
                iif(newer, coalesce(run -> '$.counters', '{}'), counters) AS counters
            FROM joined)
        SELECT
            sum(status = 'processing'), sum(status = 'completed'), sum(status = 'paused'), sum(status = 'blocked'), sum(status = 'cancelled'),
            sum(active), sum(totalBatches), sum(isOpen),
            sum(status IN ('processing', 'paused') AND NOT planned),
            max(iif(status = 'blocked', blockedAt, NULL)),
            max(iif(status IN ('processing', 'paused'), wait + coalesce(counters ->> '$.pending', 0) * coalesce(perCall, 0), NULL)),
            max(iif(status IN ('processing', 'paused') AND perCall IS NULL, coalesce(counters ->> '$.pending', 0), 0)),
            sum(counters ->> '$.total'), sum(counters ->> '$.completed'), sum(counters ->> '$.unchanged'), sum(counters ->> '$.missing'),
            sum(counters ->> '$.failed'), sum(counters ->> '$.oddRows'), sum(counters ->> '$.listingsFailed'), sum(counters ->> '$.calls'),
            sum(counters ->> '$.rateLimited'), sum(counters ->> '$.retried'), sum(counters ->> '$.batchesCompleted'),
            sum(counters ->> '$.batchesWithErrors'), sum(counters ->> '$.batchesFailed'), sum(counters ->> '$.batchesCancelled'),
            sum(counters ->> '$.retries'), sum(counters ->> '$.batchSeconds'), sum(counters ->> '$.batchesTimed')
        FROM merged
        """;

    private static readonly AccountStateStatus[] Statuses =
    [
        AccountStateStatus.Processing, AccountStateStatus.Completed, AccountStateStatus.Paused, AccountStateStatus.Blocked, AccountStateStatus.Cancelled,
    ];

    /// <summary>Sums over no accounts are null.</summary>
    public static OperationTotals Read(SqlRow row) => new()
    {
        Accounts = Statuses.Select(status => (Status: status, Count: Count(row))).ToList()
            .Where(found => found.Count > 0).ToDictionary(found => found.Status, found => found.Count),
        Held = Count(row),
        Batches = Count(row),
        OpenBatches = Count(row),
        Unplanned = Count(row),
        LastBlockedAt = row.TimeOrNull(),
        LongestRest = row.DoubleOrNull() is { } rest ? TimeSpan.FromMilliseconds(rest) : null,
        MostUnpaced = row.LongOrNull() ?? 0,
        Counters = ReadCounters(row),
    };

    private static Counters ReadCounters(SqlRow row) => new()
    {
        Total = row.LongOrNull() ?? 0,
        Completed = row.LongOrNull() ?? 0,
        Unchanged = row.LongOrNull() ?? 0,
        Missing = row.LongOrNull() ?? 0,
        Failed = row.LongOrNull() ?? 0,
        OddRows = row.LongOrNull() ?? 0,
        ListingsFailed = Count(row),
        Calls = row.LongOrNull() ?? 0,
        RateLimited = row.LongOrNull() ?? 0,
        Retried = row.LongOrNull() ?? 0,
        BatchesCompleted = Count(row),
        BatchesWithErrors = Count(row),
        BatchesFailed = Count(row),
        BatchesCancelled = Count(row),
        Retries = Count(row),
        BatchSeconds = row.DoubleOrNull() ?? 0,
        BatchesTimed = Count(row),
    };

    private static int Count(SqlRow row) => row.IntOrNull() ?? 0;
}
