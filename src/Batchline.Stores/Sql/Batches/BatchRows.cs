using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Batches;

/// <summary>Rows of the table <c>batches</c>.</summary>
internal static class BatchRows
{
    internal const string Columns = """
        id, operationId, accountId, batchNumber, status, retryCount, autoRetries, startTime, endTime, nextAttemptAt,
        retriedBy, retriedFrom, fence, seq, jobUUIDs, completedJobs, failedJobs, missingJobs, errors
        """;

    /// <summary>Replaces a row that is not newer, and keeps its id.</summary>
    internal const string Put = $"""
        INSERT INTO batches ({Columns})
        VALUES (@id, @operationId, @accountId, @batchNumber, @status, @retryCount, @autoRetries, @startTime, @endTime,
            @nextAttemptAt, @retriedBy, @retriedFrom, @fence, @seq, @jobUUIDs, @completedJobs, @failedJobs, @missingJobs, @errors)
        ON CONFLICT (operationId, accountId, batchNumber) DO UPDATE SET
            status = excluded.status, retryCount = excluded.retryCount, autoRetries = excluded.autoRetries,
            startTime = excluded.startTime, endTime = excluded.endTime, nextAttemptAt = excluded.nextAttemptAt,
            retriedBy = excluded.retriedBy, retriedFrom = excluded.retriedFrom,
            fence = excluded.fence, seq = excluded.seq, jobUUIDs = excluded.jobUUIDs,
            completedJobs = excluded.completedJobs, failedJobs = excluded.failedJobs,
            missingJobs = excluded.missingJobs, errors = excluded.errors
        WHERE (batches.fence, batches.seq) <= (excluded.fence, excluded.seq)
        """;

    internal const string Find = $"SELECT {Columns} FROM batches WHERE id = @id";

    internal const string FindDue = $"""
        SELECT {Columns} FROM batches
        WHERE operationId = @operationId AND status = @status AND accountId = @accountId AND batchNumber <= @through
            AND id <> @except AND (nextAttemptAt IS NULL OR nextAttemptAt <= @at)
        ORDER BY batchNumber LIMIT 1
        """;

    internal const string FindNextAttempt = """
        SELECT min(nextAttemptAt) FROM batches
        WHERE operationId = @operationId AND status IN ('pending', 'processing') AND accountId = @accountId
            AND batchNumber <= @through AND id <> @except
        """;

    internal const string List = $"""
        SELECT {Columns} FROM batches
        WHERE operationId = @operationId AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY accountId, batchNumber LIMIT @limit
        """;

    internal const string ListOfAccount = $"""
        SELECT {Columns} FROM batches
        WHERE operationId = @operationId AND accountId = @accountId
            AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY batchNumber LIMIT @limit
        """;

    internal const string ListByStatus = $"""
        SELECT {Columns} FROM batches
        WHERE operationId = @operationId AND status = @status
            AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY accountId, batchNumber LIMIT @limit
        """;

    internal const string ListOfAccountByStatus = $"""
        SELECT {Columns} FROM batches
        WHERE operationId = @operationId AND status = @status AND accountId = @accountId
            AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY batchNumber LIMIT @limit
        """;

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    public static SqlValue[] Values(Batch batch, long fence, long seq) =>
    [
        batch.Id.Value,
        batch.OperationId.Value,
        batch.AccountId.Value,
        batch.Number,
        StoredEnum.Of(batch.Status),
        batch.RetryCount,
        batch.AutoRetries,
        batch.StartTime,
        batch.EndTime,
        batch.NextAttemptAt,
        batch.RetriedBy,
        batch.RetriedFrom is { } from ? StoredEnum.Of(from) : null,
        fence,
        seq,
        SqlValue.Of(batch.JobUuids),
        SqlValue.Of(batch.CompletedJobs),
        SqlValue.Of(batch.FailedJobs),
        SqlValue.Of(batch.MissingJobs),
        SqlValue.Of(batch.Errors),
    ];

    public static Batch Read(SqlRow row) => new()
    {
        Id = new BatchId(row.Text()),
        OperationId = new OperationId(row.Text()),
        AccountId = new AccountId(row.Text()),
        Number = row.Int(),
        Status = row.Enum<BatchStatus>(),
        RetryCount = row.Int(),
        AutoRetries = row.Int(),
        StartTime = row.TimeOrNull(),
        EndTime = row.TimeOrNull(),
        NextAttemptAt = row.TimeOrNull(),
        RetriedBy = row.TextOrNull(),
        RetriedFrom = row.TextOrNull() is { } from ? StoredEnum.Parse<BatchStatus>(from) : null,
        Fence = row.Long(),
        Seq = row.Long(),
        JobUuids = row.List(),
        CompletedJobs = row.List(),
        FailedJobs = row.List(),
        MissingJobs = row.List(),
        Errors = row.List(),
    };
}
