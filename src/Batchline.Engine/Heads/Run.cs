using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>
/// One account's part in one operation, with the options of its start. The head holds it; the account state row is its projection.
/// </summary>
public sealed record Run : StartOptions
{
    public Run()
    {
    }

    internal Run(StartOptions options)
        : base(options)
    {
    }

    public required OperationId OperationId { get; init; }

    /// <summary>The id of the account state row.</summary>
    public required string StateId { get; init; }

    public RunPhase Phase { get; init; }
    public AccountStateStatus Status { get; init; }

    /// <summary>The operation stopped because too many jobs failed: the account is released, and a retry takes it up again.</summary>
    public bool Stopped { get; init; }

    /// <summary>Jobs scheduled from this day on are inside the window of the listing.</summary>
    public DateOnly WindowFrom { get; init; }

    public ListCursor? List { get; init; }
    public PlanCursor? Plan { get; init; }
    public OpenBatch? Open { get; init; }
    public int TotalBatches { get; init; }
    public int CurrentBatch { get; init; }
    public int LastBatchCompleted { get; init; }
    public Counters Counters { get; init; } = new();
    public FirstAnswers First { get; init; } = new();
    public WaitingReason? WaitingReason { get; init; }

    /// <summary>Since when the account has been waiting for that reason; requests that changed nothing do not count.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Rows of the list that could not be taken as jobs.</summary>
    public OddRows OddRows { get; init; } = OddRows.None;

    /// <summary>Why the list could not be read to its end, or what was odd about its end. It stays until the run has ended.</summary>
    public string? ListProblem { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string? Error { get; init; }
    public DateTimeOffset? BlockedAt { get; init; }
    public required DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
}
