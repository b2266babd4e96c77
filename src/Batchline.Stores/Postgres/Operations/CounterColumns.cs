using Batchline.Engine.Operations;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Operations;

/// <summary>Counters as columns, of an account's state and of its head, so that sums need not look into a text.</summary>
internal static class CounterColumns
{
    private static readonly (string Name, Func<Counters, long> Read)[] Numbers =
    [
        ("jobs_total", counters => counters.Total),
        ("jobs_completed", counters => counters.Completed),
        ("jobs_unchanged", counters => counters.Unchanged),
        ("jobs_missing", counters => counters.Missing),
        ("jobs_failed", counters => counters.Failed),
        ("odd_row_count", counters => counters.OddRows),
        ("listings_failed", counters => counters.ListingsFailed),
        ("calls", counters => counters.Calls),
        ("rate_limited", counters => counters.RateLimited),
        ("calls_retried", counters => counters.Retried),
        ("batches_completed", counters => counters.BatchesCompleted),
        ("batches_with_errors", counters => counters.BatchesWithErrors),
        ("batches_failed", counters => counters.BatchesFailed),
        ("batches_cancelled", counters => counters.BatchesCancelled),
        ("batch_retries", counters => counters.Retries),
        ("batches_timed", counters => counters.BatchesTimed),
    ];

    private const string Seconds = "batch_seconds";

    /// <summary>In the order in which <see cref="Read"/> reads them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Numbers.Select(column => column.Name), Seconds];

    public static string Columns { get; } = string.Join(", ", Names);

    /// <summary>As a table declares them.</summary>
    public static string Declarations { get; } = string.Join(
        ",\n    ", Names.Select(name => $"{name} {(name == Seconds ? "double precision" : "bigint")} NOT NULL DEFAULT 0"));

    public static SqlValue[] Values(Counters counters) => [.. Numbers.Select(column => (SqlValue)column.Read(counters)), counters.BatchSeconds];

    public static RowSet<T> AddTo<T>(RowSet<T> rows, Func<T, Counters?> of)
    {
        foreach (var (name, read) in Numbers)
            rows.Number(name, row => of(row) is { } counters ? read(counters) : 0);
        return rows.Real(Seconds, row => of(row)?.BatchSeconds ?? 0);
    }

    public static Counters Read(SqlRow row) => new()
    {
        Total = row.Long(),
        Completed = row.Long(),
        Unchanged = row.Long(),
        Missing = row.Long(),
        Failed = row.Long(),
        OddRows = row.Long(),
        ListingsFailed = row.Int(),
        Calls = row.Long(),
        RateLimited = row.Long(),
        Retried = row.Long(),
        BatchesCompleted = row.Int(),
        BatchesWithErrors = row.Int(),
        BatchesFailed = row.Int(),
        BatchesCancelled = row.Int(),
        Retries = row.Int(),
        BatchesTimed = row.Int(),
        BatchSeconds = row.DoubleOrNull() ?? 0,
    };
}
