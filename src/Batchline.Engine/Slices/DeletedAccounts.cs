using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices;

/// <summary>
/// A deleted account that is waited for again, because a person resumed or retried an operation it had a part in: that part
/// is over, or the operation would never end.
/// </summary>
internal sealed partial class DeletedAccounts(IAccountStateStore states, OperationCloser closer, ILogger<DeletedAccounts> log)
{
    public async Task EndAsync(AccountId account, Lease lease)
    {
        var commands = lease.Head.Commands;
        var state = await lease.SureAsync(cancellationToken => states.GetActiveAsync(account, cancellationToken));
        if (state is null && commands.Count == 0)
            return;
        LogOver(log, account, state?.OperationId.Value, commands.Count);
        var parts = Checkpoint.Of(account, lease.Head.Body);
        await lease.CommitAsync(parts with
        {
            CancelBatchesOf = state?.OperationId,
            State = state is null ? null : state with { Active = false, Status = AccountStateStatus.Cancelled, EndTime = lease.StoreNow },
            Head = parts.Head with { HandledCommands = [.. commands.Select(command => command.Id)] },
        });
        foreach (var operation in commands.Select(command => command.OperationId).Append(state?.OperationId).OfType<OperationId>().Distinct())
            await lease.SureAsync(cancellationToken => closer.AdvanceAsync(operation, cancellationToken));
    }

    [LoggerMessage(304, LogLevel.Warning, "Account {Account} was deleted: its part in operation {Operation} and {Commands} commands for it are dropped.")]
    private static partial void LogOver(ILogger log, AccountId account, string? operation, int commands);
}
