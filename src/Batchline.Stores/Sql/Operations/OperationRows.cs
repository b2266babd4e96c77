using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Operations;

/// <summary>Rows of the table <c>operations</c>.</summary>
internal static class OperationRows
{
    internal const string Columns = """
        id, status, strategy, batchSize, since, "full", toleratedFailurePercent, idempotencyKey, requestHash,
        requested, admitted, rev, accounts, startTime, endTime, error, skipped, skippedTotal
        """;

    internal const string Find = $"SELECT {Columns} FROM operations WHERE id = @id";

    internal const string FindByKey = $"SELECT {Columns} FROM operations WHERE idempotencyKey = @idempotencyKey";

    internal const string Insert = $"""
        INSERT INTO operations ({Columns})
        VALUES (@id, @status, @strategy, @batchSize, @since, @full, @toleratedFailurePercent, @idempotencyKey,
            @requestHash, @requested, @admitted, @rev, @accounts, @startTime, @endTime, @error, @skipped, @skippedTotal)
        ON CONFLICT DO NOTHING
        """;

    internal const string Replace = """
        UPDATE operations SET
            status = @status, strategy = @strategy, batchSize = @batchSize, since = @since, "full" = @full,
            toleratedFailurePercent = @toleratedFailurePercent, idempotencyKey = @idempotencyKey,
            requestHash = @requestHash, requested = @requested, admitted = @admitted, rev = @rev, accounts = @accounts,
            startTime = @startTime, endTime = @endTime, error = @error, skipped = @skipped,
            skippedTotal = @skippedTotal
        WHERE id = @id AND rev = @rev - 1
        """;

    internal const string List = $"""
        SELECT {Columns} FROM operations WHERE id < @before ORDER BY id DESC LIMIT @limit
        """;

    internal const string ListByStatus = $"""
        SELECT {Columns} FROM operations WHERE status = @status AND id < @before ORDER BY id DESC LIMIT @limit
        """;

    internal const string Delete = "DELETE FROM operations WHERE id = @id";

    // Behind every id: these are hexadecimal.
    internal const string End = "g";

    /// <summary>In the order of <see cref="Columns"/>, without the id.</summary>
    public static SqlValue[] Values(Operation operation) =>
    [
        StoredEnum.Of(operation.Status),
        StoredEnum.Of(operation.Strategy),
        operation.BatchSize,
        operation.Since,
        operation.Full,
        operation.ToleratedFailurePercent,
        operation.IdempotencyKey,
        operation.RequestHash,
        StoredEnum.Of(operation.Requested),
        operation.Admitted,
        operation.Rev,
        operation.Accounts,
        operation.StartTime,
        operation.EndTime,
        operation.Error,
        SqlValue.Of(operation.Skipped.Select(account => account.Value)),
        operation.SkippedTotal,
    ];

    public static Operation Read(SqlRow row) => new()
    {
        Id = new OperationId(row.Text()),
        Status = row.Enum<OperationStatus>(),
        Strategy = row.Enum<Strategy>(),
        BatchSize = row.Int(),
        Since = row.TimeOrNull(),
        Full = row.Flag(),
        ToleratedFailurePercent = row.DoubleOrNull(),
        IdempotencyKey = row.TextOrNull(),
        RequestHash = row.TextOrNull(),
        Requested = row.Enum<ControlAction>(),
        Admitted = row.Flag(),
        Rev = row.Long(),
        Accounts = row.Int(),
        StartTime = row.Time(),
        EndTime = row.TimeOrNull(),
        Error = row.TextOrNull(),
        Skipped = [.. row.List().Select(account => new AccountId(account))],
        SkippedTotal = row.Int(),
    };
}
