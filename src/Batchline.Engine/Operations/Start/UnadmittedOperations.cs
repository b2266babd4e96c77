namespace Batchline.Engine.Operations.Start;

/// <summary>Takes back operations that were never admitted, without a trace: a start that is refused stores nothing.</summary>
public sealed class UnadmittedOperations(IOperationStore operations, IRetentionStore retention)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>
    /// The operation is closed to admission first and deleted last, so that a crash between leaves it to the next sweep.
    /// Its idempotency key is free from the first step on: trying again is what the caller is told to do.
    /// </summary>
    /// <returns>False: somebody admitted it, or takes it back already.</returns>
    public async Task<bool> ClearAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (!IsClosed(operation))
        {
            var closed = operation with { Rev = operation.Rev + 1, Requested = ControlAction.Cancel, IdempotencyKey = null };
            if (!await operations.ReplaceAsync(closed, cancellationToken))
                return false;
        }
        while (!await retention.DeleteAsync(operation.Id, RowsAtOnce, cancellationToken))
        {
            // One row for each account: taken in bounded portions, so that no writer waits long.
        }
        return true;
    }

    /// <summary>Nobody admits it any more, so what it reserved is free.</summary>
    public static bool IsClosed(Operation operation) => operation is { Admitted: false, Requested: ControlAction.Cancel };
}
