namespace Batchline.Engine.Operations.Start;

/// <summary>Removes operations that were never admitted without a trace: a refused start stores nothing.</summary>
public sealed class UnadmittedOperations(IOperationStore operations, IRetentionStore retention)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>
    /// Closes the operation to admission first and deletes it last, so that after a crash in between the next sweep finishes.
    /// Its idempotency key is free from the first step on, because the caller is told to try again.
    /// </summary>
    /// <returns>False: it was admitted, or another process is clearing it.</returns>
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
            // There is one row for each account. They are deleted in limited portions, so that no writer waits long.
        }
        return true;
    }

    /// <summary>It can no longer be admitted, so what it reserved is free.</summary>
    public static bool IsClosed(Operation operation) => operation is { Admitted: false, Requested: ControlAction.Cancel };
}
