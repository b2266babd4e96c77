using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>The rows according to the head: absolute values, so that writing one again changes nothing.</summary>
public static class Projection
{
    public static AccountState State(AccountId account, Run run) => new()
    {
        Id = run.StateId,
        OperationId = run.OperationId,
        AccountId = account,
        Status = run.Status,
        Active = run.Phase != RunPhase.Ended && run.Status != AccountStateStatus.Blocked && !run.Stopped,
        CurrentBatch = run.CurrentBatch,
        TotalBatches = run.TotalBatches,
        LastBatchCompleted = run.LastBatchCompleted,
        NextBatchToProcess = Math.Min(run.CurrentBatch + (run.Open is null ? 1 : 0), run.TotalBatches),
        Planned = run.Phase is RunPhase.Processing or RunPhase.Ended,
        Counters = run.Counters,
        DueAt = run.DueAt,
        WaitingReason = run.WaitingReason,
        WaitingSince = run.WaitingSince,
        OddRows = run.OddRows,
        Error = run.Error ?? run.ListProblem,
        BlockedAt = run.BlockedAt,
        StartTime = run.StartTime,
        EndTime = run.EndTime,
    };

    /// <summary>The row of an open batch.</summary>
    /// <param name="status">What the batch becomes; processing if it stays open.</param>
    public static Batch Batch(AccountId account, OperationId operation, OpenBatch open, BatchStatus status)
    {
        BatchTransitions.Check(open.Id, BatchStatus.Processing, status);
        return new Batch
        {
            Id = open.Id,
            OperationId = operation,
            AccountId = account,
            Number = open.Number,
            Status = status,
            JobUuids = open.JobUuids,
            CompletedJobs = open.Completed,
            MissingJobs = open.Missing,
            FailedJobs = [.. open.Failed.Select(job => job.Uuid)],
            Errors = [.. open.Failed.Select(job => $"{job.Uuid}: {job.Reason}")],
            RetryCount = open.RetryCount,
            AutoRetries = open.AutoRetries,
            StartTime = open.StartTime,
        };
    }

    /// <summary>The head's open batch, if it is this one; otherwise the row as stored.</summary>
    public static Batch Merge(Batch row, HeadView? head) =>
        head?.Body.Run is { Open: { } open } run && open.Id == row.Id
            ? Batch(row.AccountId, run.OperationId, open, BatchStatus.Processing)
            : row;

    /// <summary>The state according to the head, if the head works on that operation and is newer than the row; otherwise the row.</summary>
    public static AccountState Merge(AccountState row, HeadView? head) =>
        head?.Body.Run is { } run && run.OperationId == row.OperationId && (head.Fence, head.Seq).CompareTo((row.Fence, row.Seq)) >= 0
            ? State(row.AccountId, run)
            : row;
}
