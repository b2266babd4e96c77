using System.Security.Cryptography;
using System.Text;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;

namespace Batchline.Engine.Operations.Steer;

/// <summary>Writes what operators want of an operation into the heads of its accounts, a page of accounts at a time.</summary>
public sealed class ControlWriter(IAccountStateReader states, IAccountStateStore active, IHeadInbox heads, TimeProvider clock)
{
    /// <summary>Slightly longer than an account may go without looking, because timers fire early and threads run late.</summary>
    private static readonly TimeSpan SeenAfter = Lease.ControlSeenWithin + TimeSpan.FromMilliseconds(50);

    /// <summary>To every account that it concerns.</summary>
    public Task WriteAsync(Control control, CancellationToken cancellationToken) => WriteAsync(control, status: null, cancellationToken);

    /// <summary>After this, no account starts more than one request without having seen what was written.</summary>
    public Task WaitUntilSeenAsync(CancellationToken cancellationToken) => Task.Delay(SeenAfter, clock, cancellationToken);

    /// <summary>
    /// Writes the control again to accounts that have not acknowledged it, because the process that was asked may have died in
    /// between. False: there are none.
    /// </summary>
    public async Task<bool> RepeatAsync(Operation operation, CancellationToken cancellationToken)
    {
        // After a process died, its last reservation may arrive when another process has already finished the start, which did not wake that account.
        if (await states.ListAsync(operation.Id, AccountStateStatus.Processing, null, 1, cancellationToken) is [{ Fence: 0 } unbegun])
            await heads.WakeAsync([unbegun.AccountId], cancellationToken);

        var control = new Control(operation.Id, operation.Requested, operation.Rev);
        var any = operation.Requested != ControlAction.Run && await WriteAsync(control, AccountStateStatus.Processing, cancellationToken);

        // An account that acknowledged a pause has not acknowledged what came after it.
        if (operation.Requested != ControlAction.Pause)
            any |= await WriteAsync(control, AccountStateStatus.Paused, cancellationToken);
        if (operation.Requested == ControlAction.Cancel)
            any |= await WriteAsync(control, AccountStateStatus.Blocked, cancellationToken);
        return any;
    }

    /// <summary>Brings blocked accounts back into their operation.</summary>
    /// <param name="operation">The accounts' operation.</param>
    /// <param name="force">They continue with their present key, even if it seems to belong to another Workiz account.</param>
    /// <param name="cancellationToken">Leaves the remaining accounts blocked.</param>
    public async Task UnblockAsync(OperationId operation, bool force, CancellationToken cancellationToken)
    {
        var unblock = new HeadCommand { Id = UnblockId(operation, force), Kind = HeadCommandKind.Unblock, Force = force };
        await foreach (var page in states.PagesAsync(operation, AccountStateStatus.Blocked, cancellationToken))
        {
            List<AccountId> accounts = [.. page.Select(state => state.AccountId)];
            await active.ReactivateAsync(operation, accounts, cancellationToken);
            await heads.AppendAsync(accounts, unblock, cancellationToken);
        }
    }

    /// <returns>Whether there was any account to write to.</returns>
    private async Task<bool> WriteAsync(Control control, AccountStateStatus? status, CancellationToken cancellationToken)
    {
        // An account that has seen a stop is not held any more.
        var held = control.Action == ControlAction.Stop;
        for (AccountId? after = null; ;)
        {
            var page = await states.ListSteeredAsync(control.OperationId, status, held, after, AccountStatePages.PageSize, cancellationToken);

            // Stopped accounts were freed. Take them again, unless another operation has them.
            if (page.Count > 0 && status == AccountStateStatus.Paused && control.Action == ControlAction.Run)
                await active.ReactivateAsync(control.OperationId, page, cancellationToken);
            if (page.Count > 0)
                await heads.SetControlAsync(page, control, cancellationToken);
            if (page.Count < AccountStatePages.PageSize)
                return after is not null || page.Count > 0;
            after = page[^1];
        }
    }

    /// <summary>Repeated before a slice has taken it, it is the same command; with force it is a different one.</summary>
    private static string UnblockId(OperationId operation, bool force) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"unblock {operation} {force}")).AsSpan(0, HexId.Length / 2));
}
