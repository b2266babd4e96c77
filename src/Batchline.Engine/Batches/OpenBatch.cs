namespace Batchline.Engine.Batches;

/// <summary>The batch that an account works on, with the outcomes so far. It is kept in the head; the batch row is its projection.</summary>
public sealed record OpenBatch
{
    public required BatchId Id { get; init; }
    public required int Number { get; init; }
    public required IReadOnlyList<string> JobUuids { get; init; }
    public IReadOnlyList<string> Completed { get; init; } = [];
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Failed in this round, or in an earlier one and not requested again yet.</summary>
    public IReadOnlyList<FailedJob> Failed { get; init; } = [];

    /// <summary>Jobs still to be requested in this round, in order; a job that failed for a transient reason goes to the end.</summary>
    public IReadOnlyList<string> Remaining { get; init; } = [];

    /// <summary>How many attempts counted, for jobs in <see cref="Remaining"/>.</summary>
    public IReadOnlyDictionary<string, int> Attempts { get; init; } = new Dictionary<string, int>();

    public int RetryCount { get; init; }
    public int AutoRetries { get; init; }

    /// <summary>When the batch was first opened.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>When this round began: the first, or a retry.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    public bool IsFinished => Remaining.Count == 0;
}
