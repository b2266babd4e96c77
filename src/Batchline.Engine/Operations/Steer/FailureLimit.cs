using Batchline.Engine.Operations.End;
using Batchline.Engine.Progress;

namespace Batchline.Engine.Operations.Steer;

/// <summary>
/// Stops an operation in which more jobs failed than it tolerates. Checked after each failed job once all accounts are
/// planned; <see cref="OperationCloser"/> checks what failed before that.
/// </summary>
public sealed class FailureLimit(IOperationStore operations, AccountProgressReader accounts, OperationControl control)
{
    /// <summary>True: the operation was stopped, and so are its accounts.</summary>
    public async Task<bool> CheckAsync(OperationId id, CancellationToken cancellationToken)
    {
        if (await operations.GetAsync(id, cancellationToken) is not { Requested: ControlAction.Run, Status: OperationStatus.Planning or OperationStatus.Processing } operation)
            return false;
        var all = await accounts.ReadAsync(id, cancellationToken);
        if (all.Any(account => account.State.IsUnplanned))
            return false;
        var totals = all.Aggregate(new Counters(), (sum, account) => sum.Plus(account.State.Counters));
        return operation.IsBeyondTolerance(totals)
            && await control.StopAsync(id, operation.TooMuchFailed(totals), cancellationToken) is ControlResult.Accepted;
    }
}
