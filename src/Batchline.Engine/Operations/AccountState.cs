using Batchline.Engine.Listing;

namespace Batchline.Engine.Operations;

/// <summary>How far one account is in one operation: a projection of the account's head.</summary>
public sealed record AccountState
{
    /// <summary>24 hex characters.</summary>
    public required string Id { get; init; }

    public required OperationId OperationId { get; init; }
    public required AccountId AccountId { get; init; }
    public AccountStateStatus Status { get; init; }

    /// <summary>True while this operation holds the account; at most one state of an account is active.</summary>
    public bool Active { get; init; }

    /// <summary>The number of the current batch, from 1; 0 before the first.</summary>
    public int CurrentBatch { get; init; }

    /// <summary>0 until planning ended.</summary>
    public int TotalBatches { get; init; }

    public int LastBatchCompleted { get; init; }
    public int NextBatchToProcess { get; init; }

    /// <summary>True once all jobs are in batches and <see cref="TotalBatches"/> is final.</summary>
    public bool Planned { get; init; }

    /// <summary>Its total is not known yet.</summary>
    public bool IsUnplanned => !Planned && Status is (AccountStateStatus.Processing or AccountStateStatus.Paused);

    public Counters Counters { get; init; } = new();
    public DateTimeOffset? DueAt { get; init; }
    public WaitingReason? WaitingReason { get; init; }

    /// <summary>Since when the account has been waiting for that reason; null if it is not waiting.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Rows of the list that could not be taken as jobs; they count as failed jobs.</summary>
    public OddRows OddRows { get; init; } = OddRows.None;

    /// <summary>Why the account is blocked, or what went wrong last.</summary>
    public string? Error { get; init; }

    /// <summary>Since when the account has been blocked.</summary>
    public DateTimeOffset? BlockedAt { get; init; }

    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The fence and the head's sequence of the write that made this row; a smaller pair never overwrites it.</summary>
    public long Fence { get; init; }

    public long Seq { get; init; }
}
