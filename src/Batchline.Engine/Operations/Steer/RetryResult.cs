using Batchline.Engine.Batches;

namespace Batchline.Engine.Operations.Steer;

/// <summary>How the retry of a batch ended.</summary>
public abstract record RetryResult
{
    private RetryResult()
    {
    }

    /// <summary>The batch goes back to pending; <paramref name="RetryCount"/> includes this retry.</summary>
    public sealed record Accepted(BatchId BatchId, int RetryCount) : RetryResult;

    public sealed record NotFound : RetryResult;

    public sealed record NotFailed(BatchStatus Status) : RetryResult;

    public sealed record LimitReached(int RetryCount) : RetryResult;

    /// <summary>The operation was cancelled, or has nothing to retry.</summary>
    public sealed record Ended(OperationStatus Status) : RetryResult;

    /// <summary>Another operation holds the account.</summary>
    public sealed record Busy(BusyAccount By) : RetryResult;
}
