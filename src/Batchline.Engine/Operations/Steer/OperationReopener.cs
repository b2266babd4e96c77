namespace Batchline.Engine.Operations.Steer;

/// <summary>Takes an ended operation and one of its accounts back to processing for a retry. Repeating it is harmless.</summary>
public sealed class OperationReopener(IOperationStore operations, IAccountStateStore states)
{
    /// <summary>The other operation that holds the account; null: none.</summary>
    internal async Task<BusyAccount?> BusyAsync(OperationId id, AccountId account, CancellationToken cancellationToken) =>
        await states.GetActiveAsync(account, cancellationToken) is { } active && active.OperationId != id
            ? new BusyAccount(account, active.OperationId)
            : null;

    /// <summary>Null: done. Otherwise why the operation cannot be reopened.</summary>
    internal async Task<RetryResult?> RaiseAsync(OperationId id, CancellationToken cancellationToken)
    {
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            var ended = OperationTransitions.IsTerminal(operation.Status);
            if (operation.Requested == ControlAction.Cancel || (!ended && operation.Requested == ControlAction.Stop) || (ended && !OperationTransitions.Allows(operation.Status, OperationStatus.Processing)))
                return new RetryResult.Ended(operation.Status);

            // The revision is raised even if the status stays: an end that is being decided at this moment must not win.
            var raised = operation.Become(ended ? OperationStatus.Processing : operation.Status) with
            {
                Rev = operation.Rev + 1,
                Requested = ended ? ControlAction.Run : operation.Requested,
                EndTime = null,
                Error = null,
            };
            if (await operations.ReplaceAsync(raised, cancellationToken))
                return null;
        }
        return new RetryResult.NotFound();
    }

    /// <summary>Reserves the account and raises the operation. False: another operation holds the account, or this one was cancelled.</summary>
    internal async Task<bool> ReopenAsync(OperationId id, AccountId account, CancellationToken cancellationToken) =>
        await RaiseAsync(id, cancellationToken) is null
        && await states.ReactivateAsync(id, [account], cancellationToken) is [];
}
