using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Batches;

/// <summary>What the checkpoints of many accounts write of batches. No row that is newer is replaced.</summary>
internal static class BatchWrites
{
    private static readonly RowSet<(Batch Batch, HeadWrite Head)> Rows = new RowSet<(Batch Batch, HeadWrite Head)>()
        .Text("id", row => row.Batch.Id.Value)
        .Text("operation_id", row => row.Batch.OperationId.Value)
        .Text("account_id", row => row.Batch.AccountId.Value)
        .Number("batch_number", row => row.Batch.Number)
        .Text("status", row => StoredEnum.Of(row.Batch.Status))
        .Number("retry_count", row => row.Batch.RetryCount)
        .Number("auto_retries", row => row.Batch.AutoRetries)
        .Time("start_time", row => row.Batch.StartTime)
        .Time("end_time", row => row.Batch.EndTime)
        .Time("next_attempt_at", row => row.Batch.NextAttemptAt)
        .Text("retried_by", row => row.Batch.RetriedBy)
        .Text("retried_from", row => row.Batch.RetriedFrom is { } from ? StoredEnum.Of(from) : null)
        .Number("fence", row => row.Head.Fence)
        .Number("seq", row => row.Head.Seq)
        .Text("job_uuids", row => SqlValue.Of(row.Batch.JobUuids))
        .Text("completed_jobs", row => SqlValue.Of(row.Batch.CompletedJobs))
        .Text("failed_jobs", row => SqlValue.Of(row.Batch.FailedJobs))
        .Text("missing_jobs", row => SqlValue.Of(row.Batch.MissingJobs))
        .Text("errors", row => SqlValue.Of(row.Batch.Errors))
        .Text("write_id", row => row.Head.WriteId);

    private static readonly string[] Key = ["id", "operation_id", "account_id", "batch_number", "write_id"];

    internal static readonly string Put = $"""
        INSERT INTO batches ({string.Join(", ", Rows.Names.Except(["write_id"]))})
        SELECT {string.Join(", ", Rows.Names.Except(["write_id"]).Select(name => $"w.{name}"))}
        FROM {Rows.Unnest} JOIN account_heads AS h ON h.account_id = w.account_id AND h.write_id = w.write_id
        ON CONFLICT (operation_id, account_id, batch_number) DO UPDATE SET
            {string.Join(", ", Rows.Names.Except(Key).Select(name => $"{name} = excluded.{name}"))}
        WHERE (batches.fence, batches.seq) <= (excluded.fence, excluded.seq)
        """;

    private static readonly RowSet<Checkpoint> Cancelling = new RowSet<Checkpoint>()
        .Text("account_id", checkpoint => checkpoint.AccountId.Value)
        .Text("operation_id", checkpoint => checkpoint.CancelBatchesOf?.Value)
        .Number("fence", checkpoint => checkpoint.Head.Fence)
        .Number("seq", checkpoint => checkpoint.Head.Seq)
        .Text("write_id", checkpoint => checkpoint.Head.WriteId);

    internal static readonly string CancelOpen = $"""
        UPDATE batches AS b SET status = 'cancelled', end_time = @now, next_attempt_at = NULL, fence = w.fence, seq = w.seq
        FROM {Cancelling.Unnest} JOIN account_heads AS h ON h.account_id = w.account_id AND h.write_id = w.write_id
        WHERE b.operation_id = w.operation_id AND b.account_id = w.account_id AND b.status IN ('pending', 'processing')
            AND (b.fence, b.seq) <= (w.fence, w.seq)
        """;

    public static IEnumerable<Statement> Of(IReadOnlyList<Checkpoint> group, SqlValue now)
    {
        List<Checkpoint> cancelling = [.. group.Where(checkpoint => checkpoint.CancelBatchesOf is not null)];
        if (cancelling.Count > 0)
            yield return new Statement(CancelOpen, [Parameters.Of(now), .. Cancelling.Of(cancelling)]);
        var batches = group.SelectMany(checkpoint => checkpoint.Batches, (checkpoint, batch) => (Batch: batch, checkpoint.Head))
            .GroupBy(row => (row.Batch.OperationId, row.Batch.AccountId, row.Batch.Number), (_, same) => same.Last()).ToList();
        if (batches.Count > 0)
            yield return new Statement(Put, Rows.Of(batches));
    }
}
