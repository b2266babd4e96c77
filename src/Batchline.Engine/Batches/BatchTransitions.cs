namespace Batchline.Engine.Batches;

/// <summary>Every legal change of a batch's status, with its reason. <see cref="Check"/> is called before each save.</summary>
public static class BatchTransitions
{
    private static readonly HashSet<(BatchStatus From, BatchStatus To)> Legal =
    [
        // A slice opens the batch.
        (BatchStatus.Pending, BatchStatus.Processing),

        // It waits for its automatic retry, its operation was stopped, or another batch was asked for.
        (BatchStatus.Processing, BatchStatus.Pending),

        // Each of its jobs has an outcome.
        (BatchStatus.Processing, BatchStatus.Completed),
        (BatchStatus.Processing, BatchStatus.CompletedWithErrors),
        (BatchStatus.Processing, BatchStatus.Failed),

        // Its operation was cancelled.
        (BatchStatus.Pending, BatchStatus.Cancelled),
        (BatchStatus.Processing, BatchStatus.Cancelled),

        // A person retries it.
        (BatchStatus.CompletedWithErrors, BatchStatus.Pending),
        (BatchStatus.Failed, BatchStatus.Pending),
    ];

    public static bool Allows(BatchStatus from, BatchStatus to) => Legal.Contains((from, to));

    /// <exception cref="InvalidOperationException">The change is not in the table.</exception>
    internal static void Check(BatchId batch, BatchStatus from, BatchStatus to)
    {
        if (from != to && !Allows(from, to))
            throw new InvalidOperationException($"Batch {batch} cannot go from {from} to {to}.");
    }
}
