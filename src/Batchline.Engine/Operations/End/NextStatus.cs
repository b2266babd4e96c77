using System.Runtime.CompilerServices;
using Batchline.Engine.Heads;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.End;

/// <summary>Finds out, from the states of its accounts, which status an operation has come to.</summary>
public sealed class NextStatus(IAccountStateReader states, IHeadStore heads, TimeProvider clock, IOptions<ProcessOptions> options)
{
    /// <summary>The operation one step further; null when it stays as it is.</summary>
    internal async Task<(Operation Next, Counters Totals)?> OfAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (OperationTransitions.IsTerminal(operation.Status))
            return null;
        if (await AnyAsync(operation, AccountStateStatus.Processing, cancellationToken))
        {
            return operation.Status == OperationStatus.Planning && await PlannedTotalsAsync(operation, cancellationToken) is { } planned
                ? (Planned(operation, planned), planned)
                : null;
        }
        if (operation.Requested != ControlAction.Stop && await AnyAsync(operation, AccountStateStatus.Paused, cancellationToken))
        {
            return operation is { Requested: ControlAction.Pause, Status: not OperationStatus.Paused }
                ? (operation with { Status = OperationStatus.Paused }, new Counters())
                : null;
        }
        return await EndAsync(operation, cancellationToken);
    }

    /// <summary>No account is at work: the operation ends, unless a blocked one may still come back.</summary>
    private async Task<(Operation Next, Counters Totals)?> EndAsync(Operation operation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var counters = new Counters();
        var (blocked, fresh) = (false, false);
        if (await HasRetryAsync(operation.Id, cancellationToken))
            return null;
        await foreach (var state in AllAsync(operation.Id, cancellationToken))
        {
            // A retry that was queued when the states were looked at may have been taken up before the queues were.
            if (state.Status == AccountStateStatus.Processing)
                return null;

            // The account has not acknowledged the stop yet.
            if (state.Active && operation.Requested == ControlAction.Stop)
                return null;
            counters = counters.Plus(state.Counters);
            blocked |= state.Status == AccountStateStatus.Blocked;
            fresh |= state.Status == AccountStateStatus.Blocked && now - (state.BlockedAt ?? now) < options.Value.BlockedTimeout;
        }
        if (operation.Requested == ControlAction.Cancel)
            return (operation with { Status = OperationStatus.Cancelled, EndTime = now }, counters);
        if (operation.Requested == ControlAction.Stop)
            return (operation with { Status = OperationStatus.Failed, EndTime = now }, counters);
        if (fresh)
            return operation.Status == OperationStatus.Planning ? (operation with { Status = OperationStatus.Processing }, counters) : null;
        if (operation.Status is OperationStatus.Planning or OperationStatus.Paused)
            return (operation with { Status = OperationStatus.Processing }, counters);
        var ended = operation.IsBeyondTolerance(counters)
            ? operation with { Status = OperationStatus.Failed, EndTime = now, Error = operation.TooMuchFailed(counters) }
            : operation with { Status = StatusOf(counters, blocked), EndTime = now, Error = ListTroubles.Of(counters) ?? operation.Error };
        return (ended, counters);
    }

    /// <summary>A retry is queued: its slice will bring the account back.</summary>
    private async Task<bool> HasRetryAsync(OperationId id, CancellationToken cancellationToken)
    {
        await foreach (var page in states.PagesAsync(id, cancellationToken))
        {
            var found = await heads.ReadAsync([.. page.Select(state => state.AccountId)], cancellationToken);
            if (found.Any(head => head.Commands.Any(command => command.OperationId == id)))
                return true;
        }
        return false;
    }

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
    private async Task<Counters?> PlannedTotalsAsync(Operation operation, CancellationToken cancellationToken)
    {
        var totals = new Counters();
        await foreach (var state in AllAsync(operation.Id, cancellationToken))
        {
            if (state.IsUnplanned)
                return null;
            totals = totals.Plus(state.Counters);
        }
        return totals;
    }

    private async IAsyncEnumerable<AccountState> AllAsync(OperationId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in states.PagesAsync(id, cancellationToken))
        {
            foreach (var state in page)
                yield return state;
        }
    }
}
