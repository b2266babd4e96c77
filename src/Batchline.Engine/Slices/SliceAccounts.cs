using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices;

/// <summary>Finds the accounts of slices.</summary>
internal sealed partial class SliceAccounts(IAccountStore accounts, IAccountStateStore states, OperationCloser closer, ILogger<SliceAccounts> log)
{
    /// <summary>Null: the account was deleted, and nothing waits for it anymore.</summary>
    public async Task<Account?> FindAsync(AccountId id, Lease lease)
    {
        if (await lease.SureAsync(cancellationToken => accounts.GetAsync(id, cancellationToken)) is { } account)
            return account;
        await EndAsync(id, lease);
        return null;
    }

    /// <summary>
    /// Ends the part of a deleted account in an operation that a person has resumed or retried: otherwise the operation would
    /// never end.
    /// </summary>
    private async Task EndAsync(AccountId account, Lease lease)
    {
        var commands = lease.Head.Commands;
        var state = await lease.SureAsync(cancellationToken => states.GetActiveAsync(account, cancellationToken));
        if (state is null && commands.Count == 0)
            return;
        LogOver(log, account, state?.OperationId.Value, commands.Count);
        await lease.CommitAsync(new CheckpointDraft(lease.Head.Body)
        {
            CancelBatchesOf = state?.OperationId,
            State = state is null ? null : state with { Active = false, Status = AccountStateStatus.Cancelled, EndTime = lease.StoreNow },
            HandledCommands = [.. commands.Select(command => command.Id)],
        });
        foreach (var operation in commands.Select(command => command.OperationId).Append(state?.OperationId).OfType<OperationId>().Distinct())
            await lease.SureAsync(cancellationToken => closer.AdvanceAsync(operation, cancellationToken));
    }

    [LoggerMessage(304, LogLevel.Warning, "Account {Account} was deleted: its part in operation {Operation} and {Commands} commands for it are dropped.")]
    private static partial void LogOver(ILogger log, AccountId account, string? operation, int commands);
}
