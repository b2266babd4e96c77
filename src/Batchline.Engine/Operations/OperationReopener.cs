using Batchline.Engine.Accounts;

namespace Batchline.Engine.Operations;

/// <summary>Takes an ended operation back to processing for a retry. Repeating it is harmless.</summary>
public sealed class OperationReopener(IOperationStore operations, IAccountStateStore states)
{
    /// <summary>Null when done; else why not: another operation holds the account, or this one does not come back.</summary>
    public async Task<RetryResult?> ReopenAsync(OperationId id, AccountId account, CancellationToken cancellationToken)
    {
        if (await operations.GetAsync(id, cancellationToken) is { } before && !ComesBack(before))
            return new RetryResult.Ended(before.Status);
        if (await states.ReactivateAsync(id, account, cancellationToken) is { } busy)
            return new RetryResult.Busy(busy);

        // The revision is raised even when the status stays: an end that is being decided right now must not win.
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            if (!ComesBack(operation))
                return new RetryResult.Ended(operation.Status);
            var reopened = operation with
            {
                Rev = operation.Rev + 1,
                Status = OperationTransitions.IsTerminal(operation.Status) ? OperationStatus.Processing : operation.Status,
                Requested = OperationTransitions.IsTerminal(operation.Status) ? ControlAction.Run : operation.Requested,
                EndTime = null,
                Error = null,
            };
            if (await operations.ReplaceAsync(reopened, cancellationToken))
                return null;
        }
        return null;
    }

    private static bool ComesBack(Operation operation) =>
        !OperationTransitions.IsTerminal(operation.Status) || OperationTransitions.Allows(operation.Status, OperationStatus.Processing);
}
