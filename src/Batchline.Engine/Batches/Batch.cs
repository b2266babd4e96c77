namespace Batchline.Engine.Batches;

/// <summary>A few jobs of one account, worked on one after another: a projection of the account's head.</summary>
public sealed record Batch
{
    public required BatchId Id { get; init; }
    public required OperationId OperationId { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>From 1, without gaps, per operation and account.</summary>
    public required int Number { get; init; }

    public BatchStatus Status { get; init; }
    public required IReadOnlyList<string> JobUuids { get; init; }
    public IReadOnlyList<string> CompletedJobs { get; init; } = [];
    public IReadOnlyList<string> FailedJobs { get; init; } = [];
    public IReadOnlyList<string> MissingJobs { get; init; } = [];

    /// <summary>One <c>UUID: reason</c> for each failed job, in the order of <see cref="FailedJobs"/>.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Retries that a person asked for.</summary>
    public int RetryCount { get; init; }

    /// <summary>Automatic retries.</summary>
    public int AutoRetries { get; init; }

    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>A pending batch is not due before this.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>
    /// The command that last took the batch back to pending, and the status it had then. They tell a repeated command that
    /// the row is done and only the counters may be missing.
    /// </summary>
    public string? RetriedBy { get; init; }

    public BatchStatus? RetriedFrom { get; init; }

    /// <summary>The fence and the head's sequence of the write that made this row; a smaller pair never overwrites it.</summary>
    public long Fence { get; init; }

    public long Seq { get; init; }
}
