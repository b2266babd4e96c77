using Batchline.Engine.Ids;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Progress;

namespace Batchline.Engine.Operations.Steer;

/// <summary>
/// Stops an operation of which more failed than it tolerates. Asked whenever a job failed, once all accounts are planned;
/// what had failed before that, <see cref="OperationCloser"/> looks at.
/// </summary>
public sealed class FailureLimit(IOperationStore operations, AccountProgressReader accounts, OperationControl control)
{
    /// <summary>True: the operation is stopped now, and its accounts are told.</summary>
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
