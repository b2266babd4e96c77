using Batchline.Engine.Accounts;
using Batchline.Engine.Record;

namespace Batchline.Engine.Operations;

/// <summary>
/// Pause, resume and cancel. The wish is written into the operation, then into the head of every account, and only
/// then answered: from there on each account starts at most one more request.
/// </summary>
public sealed class OperationControl(
    IOperationStore operations, IAccountStateReader states, IAccountStateStore active, IHeadInbox heads, OperationCloser closer)
{
    private const int PageSize = 1_000;

    public Task<ControlResult> PauseAsync(OperationId id, CancellationToken cancellationToken) =>
        RequestAsync(id, ControlAction.Pause, status => status is OperationStatus.Planning or OperationStatus.Processing, cancellationToken);

    public Task<ControlResult> CancelAsync(OperationId id, CancellationToken cancellationToken) =>
        RequestAsync(id, ControlAction.Cancel, status => !OperationTransitions.IsTerminal(status), cancellationToken);

    /// <summary>Too much failed: the operation ends as failed when every account has heard it, and what is left stays pending.</summary>
    internal Task<ControlResult> StopAsync(OperationId id, string reason, CancellationToken cancellationToken) => RequestAsync(
        id, ControlAction.Stop, status => status is OperationStatus.Planning or OperationStatus.Processing, cancellationToken, reason);

    /// <summary>
    /// Takes back an operation that stopped because too much failed: every account goes on with what it had left, also
    /// when a retry of one of its batches has raised it before. False: no account of it is stopped.
    /// </summary>
    public async Task<bool> ReopenAsync(OperationId id, CancellationToken cancellationToken)
    {
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            if (operation is { Requested: ControlAction.Run, Status: OperationStatus.Processing })
                return await RepeatAsync(operation, cancellationToken);
            if (operation is not { Requested: ControlAction.Stop, Status: OperationStatus.Failed })
                return false;
            await operations.ReplaceAsync(
                operation with { Rev = operation.Rev + 1, Status = OperationStatus.Processing, Requested = ControlAction.Run, EndTime = null, Error = null },
                cancellationToken);
        }
        return false;
    }

    /// <summary>Lets a paused operation go on, and tries accounts again that were blocked.</summary>
    /// <param name="force">Blocked accounts go on with the key they have, even if it seems to be another account's.</param>
    public async Task<ControlResult> ResumeAsync(OperationId id, bool force, CancellationToken cancellationToken)
    {
        var blocked = await states.ListAsync(id, AccountStateStatus.Blocked, null, PageSize, cancellationToken);
        var result = await RequestAsync(
            id, ControlAction.Run, status => status == OperationStatus.Paused || (!OperationTransitions.IsTerminal(status) && blocked.Count > 0), cancellationToken);
        if (result is not ControlResult.Accepted)
            return result;
        foreach (var state in blocked)
        {
            await active.ReactivateAsync(id, state.AccountId, cancellationToken);
            await heads.AppendAsync(state.AccountId, Unblock(state, force), cancellationToken);
        }
        return result;
    }

    /// <summary>Asked for again before it was heard, it is the same command; with force it is another one.</summary>
    private static HeadCommand Unblock(AccountState state, bool force) => new()
    {
        Id = force ? state.OperationId.Value : state.Id,
        Kind = HeadCommandKind.Unblock,
        Force = force,
    };

    private async Task<ControlResult> RequestAsync(
        OperationId id, ControlAction action, Func<OperationStatus, bool> allowed, CancellationToken cancellationToken, string? error = null)
    {
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            if (!operation.Admitted || !allowed(operation.Status) || IsFinal(operation.Requested, action))
                return new ControlResult.BadTransition(operation.Status);
            var requested = operation with
            {
                Requested = action,
                Rev = operation.Rev + 1,
                Error = error ?? operation.Error,

                // Planning comes first again: the closer moves it on when every account is planned.
                Status = action == ControlAction.Run && operation.Status == OperationStatus.Paused ? OperationStatus.Planning : operation.Status,
            };
            if (!await operations.ReplaceAsync(requested, cancellationToken))
                continue;
            await TellAsync(new Control(id, action, requested.Rev), cancellationToken);
            await closer.AdvanceAsync(id, cancellationToken);
            return new ControlResult.Accepted(await operations.GetAsync(id, cancellationToken) ?? requested);
        }
        return new ControlResult.NotFound();
    }

    /// <summary>Writes the wish into the heads again: the process that was asked may have died on the way.</summary>
    internal async Task<bool> RepeatAsync(Operation operation, CancellationToken cancellationToken)
    {
        // A reservation may land after the process that made it died and another one finished its start: nobody has woken that account.
        if (await states.ListAsync(operation.Id, AccountStateStatus.Processing, null, 1, cancellationToken) is [{ Fence: 0 } unbegun])
            await heads.WakeAsync([unbegun.AccountId], cancellationToken);

        var deaf = new List<AccountState>();
        if (operation.Requested != ControlAction.Run)
            deaf.AddRange(await states.ListAsync(operation.Id, AccountStateStatus.Processing, null, PageSize, cancellationToken));

        // A pause that was heard is no answer to the cancel behind it.
        if (operation.Requested is ControlAction.Run or ControlAction.Cancel)
            deaf.AddRange(await states.ListAsync(operation.Id, AccountStateStatus.Paused, null, PageSize, cancellationToken));
        if (deaf.Count == 0)
            return false;

        // Stopped accounts were given free; they are taken again, unless another operation has them.
        foreach (var state in deaf.Where(state => operation.Requested == ControlAction.Run && !state.Active))
            await active.ReactivateAsync(operation.Id, state.AccountId, cancellationToken);
        await TellAsync(new Control(operation.Id, operation.Requested, operation.Rev), cancellationToken);
        return true;
    }

    /// <summary>A cancel and a stop stand; only a cancel goes over a stop.</summary>
    private static bool IsFinal(ControlAction requested, ControlAction action) => requested switch
    {
        ControlAction.Cancel => action != ControlAction.Cancel,
        ControlAction.Stop => action is not (ControlAction.Cancel or ControlAction.Stop),
        _ => false,
    };

    private async Task<bool> IsFreeAsync(AccountId account, CancellationToken cancellationToken) =>
        await active.GetActiveAsync(account, cancellationToken) is null;

    private async Task TellAsync(Control control, CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await states.ListAsync(control.OperationId, null, after, PageSize, cancellationToken);
            var told = new List<AccountId>();
            foreach (var state in page)
            {
                if (state.Active || (state.Status is AccountStateStatus.Blocked or AccountStateStatus.Paused && await IsFreeAsync(state.AccountId, cancellationToken)))
                    told.Add(state.AccountId);
            }
            await heads.SetControlAsync(told, control, cancellationToken);
            if (page.Count < PageSize)
                return;
            after = page[^1].AccountId;
        }
    }
}
