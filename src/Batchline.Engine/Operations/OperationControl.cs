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

    /// <summary>Lets a paused operation go on, and tries accounts again that were blocked.</summary>
    public async Task<ControlResult> ResumeAsync(OperationId id, CancellationToken cancellationToken)
    {
        var blocked = await states.ListAsync(id, AccountStateStatus.Blocked, null, PageSize, cancellationToken);
        var result = await RequestAsync(
            id, ControlAction.Run, status => status == OperationStatus.Paused || (!OperationTransitions.IsTerminal(status) && blocked.Count > 0), cancellationToken);
        if (result is not ControlResult.Accepted)
            return result;
        foreach (var state in blocked)
            await active.ReactivateAsync(id, state.AccountId, cancellationToken);
        await heads.WakeAsync([.. blocked.Select(state => state.AccountId)], cancellationToken);
        return result;
    }

    private async Task<ControlResult> RequestAsync(
        OperationId id, ControlAction action, Func<OperationStatus, bool> allowed, CancellationToken cancellationToken)
    {
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            if (!operation.Admitted || !allowed(operation.Status) || (operation.Requested == ControlAction.Cancel && action != ControlAction.Cancel))
                return new ControlResult.BadTransition(operation.Status);
            var requested = operation with
            {
                Requested = action,
                Rev = operation.Rev + 1,

                // Planning comes first again: the closer moves it on when every account is planned.
                Status = action == ControlAction.Run && operation.Status == OperationStatus.Paused ? OperationStatus.Planning : operation.Status,
            };
            if (!await operations.ReplaceAsync(requested, cancellationToken))
                continue;
            await TellAsync(new Control(id, action), cancellationToken);
            await closer.AdvanceAsync(id, cancellationToken);
            return new ControlResult.Accepted(await operations.GetAsync(id, cancellationToken) ?? requested);
        }
        return new ControlResult.NotFound();
    }

    /// <summary>Writes the wish into the heads again: the process that was asked may have died on the way.</summary>
    internal async Task RepeatAsync(Operation operation, CancellationToken cancellationToken)
    {
        var unheard = operation.Requested switch
        {
            ControlAction.Run => AccountStateStatus.Paused,
            _ => AccountStateStatus.Processing,
        };
        if ((await states.ListAsync(operation.Id, unheard, null, 1, cancellationToken)).Count > 0)
            await TellAsync(new Control(operation.Id, operation.Requested), cancellationToken);
    }

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
                if (state.Active || (state.Status == AccountStateStatus.Blocked && await IsFreeAsync(state.AccountId, cancellationToken)))
                    told.Add(state.AccountId);
            }
            await heads.SetControlAsync(told, control, cancellationToken);
            if (page.Count < PageSize)
                return;
            after = page[^1].AccountId;
        }
    }
}
