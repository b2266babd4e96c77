using Batchline.Engine.Heads;
using Batchline.Engine.Leases;

namespace Batchline.Engine.Operations.Steer;

/// <summary>Writes what operators want of an operation into the heads of its accounts.</summary>
public sealed class ControlWriter(IAccountStateReader states, IAccountStateStore active, IHeadInbox heads, TimeProvider clock)
{
    /// <summary>Slightly longer than an account may go without looking, because timers fire early and threads run late.</summary>
    private static readonly TimeSpan SeenAfter = Lease.ControlSeenWithin + TimeSpan.FromMilliseconds(50);

    public async Task WriteAsync(Control control, CancellationToken cancellationToken)
    {
        await foreach (var page in states.PagesAsync(control.OperationId, cancellationToken))
        {
            var chosen = new List<AccountId>();
            foreach (var state in page)
            {
                if (state.Active || (state.Status is AccountStateStatus.Blocked or AccountStateStatus.Paused && await IsFreeAsync(state.AccountId, cancellationToken)))
                    chosen.Add(state.AccountId);
            }
            await heads.SetControlAsync(chosen, control, cancellationToken);
        }
    }

    /// <summary>After this, no account starts more than one request without having seen what was written.</summary>
    public Task WaitUntilSeenAsync(CancellationToken cancellationToken) => Task.Delay(SeenAfter, clock, cancellationToken);

    /// <summary>Writes the control again, because the process that was asked may have died in between.</summary>
    public async Task<bool> RepeatAsync(Operation operation, CancellationToken cancellationToken)
    {
        // After a process died, its last reservation may arrive when another process has already finished the start, which did not wake that account.
        var atWork = await states.ListAsync(operation.Id, AccountStateStatus.Processing, null, 1, cancellationToken);
        if (atWork is [{ Fence: 0 } unbegun])
            await heads.WakeAsync([unbegun.AccountId], cancellationToken);

        var isUnseen = operation.Requested != ControlAction.Run && atWork.Count > 0;

        // An account that acknowledged a pause has not acknowledged the cancel or stop that came after it.
        if (operation.Requested != ControlAction.Pause)
            isUnseen |= await AnyUnseenAsync(operation, cancellationToken);
        if (!isUnseen)
            return false;
        await WriteAsync(new Control(operation.Id, operation.Requested, operation.Rev), cancellationToken);
        return true;
    }

    /// <summary>Brings blocked accounts back into their operation.</summary>
    /// <param name="operation">The accounts' operation.</param>
    /// <param name="force">They continue with their present key, even if it seems to belong to another Workiz account.</param>
    /// <param name="cancellationToken">Leaves the remaining accounts blocked.</param>
    public async Task UnblockAsync(OperationId operation, bool force, CancellationToken cancellationToken)
    {
        await foreach (var page in states.PagesAsync(operation, AccountStateStatus.Blocked, cancellationToken))
        {
            foreach (var state in page)
            {
                await active.ReactivateAsync(state.OperationId, state.AccountId, cancellationToken);
                await heads.AppendAsync(state.AccountId, Unblock(state, force), cancellationToken);
            }
        }
    }

    /// <summary>Some paused account has not seen what was requested after the pause. An account that has seen a stop is not active.</summary>
    private async Task<bool> AnyUnseenAsync(Operation operation, CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var page in states.PagesAsync(operation.Id, AccountStateStatus.Paused, cancellationToken))
        {
            // Stopped accounts were freed. Take them again, unless another operation has them.
            foreach (var state in page.Where(state => operation.Requested == ControlAction.Run && !state.Active))
                await active.ReactivateAsync(operation.Id, state.AccountId, cancellationToken);
            any |= page.Any(state => state.Active || operation.Requested != ControlAction.Stop);
        }
        return any;
    }

    private static HeadCommand Unblock(AccountState state, bool force) => new()
    {
        // Repeated before a slice has taken it, it is the same command; with force it is a different one.
        Id = force ? state.OperationId.Value : state.Id,
        Kind = HeadCommandKind.Unblock,
        Force = force,
    };

    private async Task<bool> IsFreeAsync(AccountId account, CancellationToken cancellationToken) =>
        await active.GetActiveAsync(account, cancellationToken) is null;
}
