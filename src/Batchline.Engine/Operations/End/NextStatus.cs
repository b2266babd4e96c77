using Batchline.Engine.Heads;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.End;

/// <summary>Finds out, from the states of its accounts, which status an operation has come to.</summary>
public sealed class NextStatus(IAccountStateReader states, IHeadInbox heads, TimeProvider clock, IOptions<ProcessOptions> options)
{
    /// <summary>The operation one step further; null when it stays as it is.</summary>
    internal async Task<(Operation Next, Counters Totals)?> OfAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (OperationTransitions.IsTerminal(operation.Status))
            return null;
        if (await AnyAsync(operation, AccountStateStatus.Processing, cancellationToken))
        {
            return operation.Status == OperationStatus.Planning && await PlannedAsync(operation.Id, cancellationToken) is { } planned
                ? (Planned(operation, planned), planned)
                : null;
        }
        if (operation.Requested != ControlAction.Stop && await AnyAsync(operation, AccountStateStatus.Paused, cancellationToken))
        {
            return operation is { Requested: ControlAction.Pause, Status: not OperationStatus.Paused }
                ? (operation with { Status = OperationStatus.Paused }, new Counters())
                : null;
        }

        // A retry is queued: its slice will bring the account back.
        return await heads.HasCommandAsync(operation.Id, cancellationToken) ? null : await EndAsync(operation, cancellationToken);
    }

    /// <summary>No account is at work: the operation ends, unless a blocked one may still come back.</summary>
    private async Task<(Operation Next, Counters Totals)?> EndAsync(Operation operation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // Looked at first, because totals are dear and such an operation may be swept for days.
        var goesOn = operation.Requested is not (ControlAction.Cancel or ControlAction.Stop);
        if (goesOn && operation.Status is not OperationStatus.Planning && IsFresh(await states.LastBlockedAtAsync(operation.Id, cancellationToken), now))
            return null;
        var totals = await states.TotalsAsync(operation.Id, cancellationToken);

        // A retry that was queued when the states were looked at may have been taken up before the queues were.
        if (totals.Accounts.ContainsKey(AccountStateStatus.Processing))
            return null;

        // Some account has not acknowledged the stop yet.
        if (totals.Held > 0 && operation.Requested == ControlAction.Stop)
            return null;
        var counters = totals.Counters;
        if (!goesOn)
            return (operation with { Status = operation.Requested == ControlAction.Cancel ? OperationStatus.Cancelled : OperationStatus.Failed, EndTime = now }, counters);
        if (operation.Status is OperationStatus.Planning or OperationStatus.Paused)
            return (operation with { Status = OperationStatus.Processing }, counters);
        if (IsFresh(totals.LastBlockedAt, now))
            return null;
        var ended = operation.IsBeyondTolerance(counters)
            ? operation with { Status = OperationStatus.Failed, EndTime = now, Error = operation.TooMuchFailed(counters) }
            : operation with { Status = StatusOf(counters, totals.Accounts.ContainsKey(AccountStateStatus.Blocked)), EndTime = now, Error = ListTroubles.Of(counters) ?? operation.Error };
        return (ended, counters);
    }

    private bool IsFresh(DateTimeOffset? blockedAt, DateTimeOffset now) => now - blockedAt < options.Value.BlockedTimeout;

    private static OperationStatus StatusOf(Counters counters, bool blocked) => counters switch
    {
        { BatchesFailed: 0, BatchesWithErrors: 0, OddRows: 0, ListingsFailed: 0 } => blocked ? OperationStatus.CompletedWithErrors : OperationStatus.Completed,
        { Completed: 0, Missing: 0 } => OperationStatus.Failed,
        _ => OperationStatus.CompletedWithErrors,
    };

    private async Task<bool> AnyAsync(Operation operation, AccountStateStatus status, CancellationToken cancellationToken) =>
        (await states.ListAsync(operation.Id, status, null, 1, cancellationToken)).Count > 0;

    /// <summary>Too much may have failed before the totals were known; the sweep tells the accounts.</summary>
    private static Operation Planned(Operation operation, Counters totals) =>
        operation.IsBeyondTolerance(totals) && operation.Requested == ControlAction.Run
            ? operation with { Status = OperationStatus.Processing, Requested = ControlAction.Stop, Error = operation.TooMuchFailed(totals) }
            : operation with { Status = OperationStatus.Processing };

    /// <summary>Null: some account is not planned yet.</summary>
    private async Task<Counters?> PlannedAsync(OperationId operation, CancellationToken cancellationToken) =>
        !await states.AnyUnplannedAsync(operation, cancellationToken)
        && await states.TotalsAsync(operation, cancellationToken) is { Unplanned: 0 } totals
            ? totals.Counters
            : null;
}
