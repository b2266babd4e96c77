namespace Batchline.Engine.Operations;

/// <summary>Every legal change of an operation's status, with its reason. <see cref="Become"/> is called before each save.</summary>
public static class OperationTransitions
{
    private static readonly HashSet<(OperationStatus From, OperationStatus To)> Legal =
    [
        // Every account knows its batches, or no account is left to plan.
        (OperationStatus.Planning, OperationStatus.Processing),

        // Every account has acknowledged the pause.
        (OperationStatus.Planning, OperationStatus.Paused),
        (OperationStatus.Processing, OperationStatus.Paused),

        // A person resumes it, and accounts that were not planned yet continue planning.
        (OperationStatus.Paused, OperationStatus.Planning),

        // While it was paused, every account ended or was blocked.
        (OperationStatus.Paused, OperationStatus.Processing),

        // Every account has acknowledged the cancel.
        (OperationStatus.Planning, OperationStatus.Cancelled),
        (OperationStatus.Processing, OperationStatus.Cancelled),
        (OperationStatus.Paused, OperationStatus.Cancelled),

        // More failed than is tolerated, and every account has acknowledged the stop; or no job succeeded.
        (OperationStatus.Planning, OperationStatus.Failed),
        (OperationStatus.Processing, OperationStatus.Failed),

        // There was nothing to do.
        (OperationStatus.Planning, OperationStatus.Completed),

        // Every account is done.
        (OperationStatus.Processing, OperationStatus.Completed),
        (OperationStatus.Processing, OperationStatus.CompletedWithErrors),

        // A person retries what failed.
        (OperationStatus.CompletedWithErrors, OperationStatus.Processing),
        (OperationStatus.Failed, OperationStatus.Processing),
    ];

    public static bool Allows(OperationStatus from, OperationStatus to) => Legal.Contains((from, to));

    /// <summary>Ended; a retry may still reopen a failed one.</summary>
    public static bool IsTerminal(OperationStatus status) =>
        status is OperationStatus.Completed or OperationStatus.CompletedWithErrors or OperationStatus.Failed or OperationStatus.Cancelled;

    /// <summary>The operation with another status, or the same.</summary>
    /// <exception cref="InvalidOperationException">The change is not in the table.</exception>
    internal static Operation Become(this Operation operation, OperationStatus status) =>
        status == operation.Status || Allows(operation.Status, status)
            ? operation with { Status = status }
            : throw new InvalidOperationException($"Operation {operation.Id} cannot go from {operation.Status} to {status}.");
}
