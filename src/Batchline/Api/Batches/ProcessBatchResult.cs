using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Api.Batches;

/// <summary>How the processing of a batch inside a request ended.</summary>
internal abstract record ProcessBatchResult
{
    private ProcessBatchResult()
    {
    }

    /// <summary>The batch to go on with; null: none is due, or no job of this one got an outcome.</summary>
    public BatchId? Trigger { get; init; }

    public sealed record NotFound : ProcessBatchResult;

    public sealed record NotPending(BatchStatus Status) : ProcessBatchResult;

    /// <summary>The operation of the batch is paused, or about to be.</summary>
    public sealed record Halted : ProcessBatchResult;

    /// <summary>Somebody else works on the account.</summary>
    public sealed record Leased : ProcessBatchResult;

    /// <summary>The account may not send now.</summary>
    /// <param name="For">How long; null when it is not known.</param>
    public sealed record Waiting(WaitingReason Reason, TimeSpan? For) : ProcessBatchResult;

    /// <summary>Every job of the batch has an outcome; failed ones may be tried again later by themselves.</summary>
    public sealed record Ended(Batch Batch, BatchId? Next) : ProcessBatchResult;

    /// <summary>The time was over first.</summary>
    public sealed record Unfinished(Batch Batch, int Remaining, BatchId? Next) : ProcessBatchResult;
}
