using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leases;

namespace Batchline.Engine.Operations.Steer;

/// <summary>Writes what operators want of an operation into the heads of its accounts.</summary>
public sealed class ControlWriter(IAccountStateReader states, IAccountStateStore active, IHeadInbox heads, TimeProvider clock)
{
    /// <summary>Timers fire early and threads run late: a moment longer than an account may go without looking.</summary>
    private static readonly TimeSpan Heard = Lease.HeardWithin + TimeSpan.FromMilliseconds(50);

    public async Task WriteAsync(Control control, CancellationToken cancellationToken)
    {
        await foreach (var page in states.PagesAsync(control.OperationId, cancellationToken))
        {
            var told = new List<AccountId>();
            foreach (var state in page)
            {
                if (state.Active || (state.Status is AccountStateStatus.Blocked or AccountStateStatus.Paused && await IsFreeAsync(state.AccountId, cancellationToken)))
                    told.Add(state.AccountId);
            }
            await heads.SetControlAsync(told, control, cancellationToken);
        }
    }

    /// <summary>Behind it no account starts more than one request without seeing what was written.</summary>
    public Task WaitUntilHeardAsync(CancellationToken cancellationToken) => Task.Delay(Heard, clock, cancellationToken);

    /// <summary>Writes the wish again: the process that was asked may have died on the way.</summary>
    public async Task<bool> RepeatAsync(Operation operation, CancellationToken cancellationToken)
    {
        // A reservation may land after the process that made it died and another one finished its start: nobody has woken that account.
        var atWork = await states.ListAsync(operation.Id, AccountStateStatus.Processing, null, 1, cancellationToken);
        if (atWork is [{ Fence: 0 } unbegun])
            await heads.WakeAsync([unbegun.AccountId], cancellationToken);

        var isUnheard = operation.Requested != ControlAction.Run && atWork.Count > 0;

        // A pause that was heard is no answer to the cancel or stop behind it.
        if (operation.Requested != ControlAction.Pause)
            isUnheard |= await AnyDeafAsync(operation, cancellationToken);
        if (!isUnheard)
            return false;
        await WriteAsync(new Control(operation.Id, operation.Requested, operation.Rev), cancellationToken);
        return true;
    }

    /// <summary>Takes blocked accounts into their operation again.</summary>
    /// <param name="operation">Whose accounts.</param>
    /// <param name="force">They go on with the key they have, even if it seems to be another account's.</param>
    /// <param name="cancellationToken">Leaves the rest blocked.</param>
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

    /// <summary>Some paused account has not heard what came behind the pause; one that has heard a stop is not active.</summary>
    private async Task<bool> AnyDeafAsync(Operation operation, CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var page in states.PagesAsync(operation.Id, AccountStateStatus.Paused, cancellationToken))
        {
            // Stopped accounts were given free; they are taken again, unless another operation has them.
            foreach (var state in page.Where(state => operation.Requested == ControlAction.Run && !state.Active))
                await active.ReactivateAsync(operation.Id, state.AccountId, cancellationToken);
            any |= page.Any(state => state.Active || operation.Requested != ControlAction.Stop);
        }
        return any;
    }

    /// <summary>Asked for again before it was heard, it is the same command; with force it is another one.</summary>
    private static HeadCommand Unblock(AccountState state, bool force) => new()
    {
        Id = force ? state.OperationId.Value : state.Id,
        Kind = HeadCommandKind.Unblock,
        Force = force,
    };

    private async Task<bool> IsFreeAsync(AccountId account, CancellationToken cancellationToken) =>
        await active.GetActiveAsync(account, cancellationToken) is null;
}
