using Batchline.Engine.Heads;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Heads;

internal sealed class HeadInbox(MemoryState state) : IHeadInbox
{
    public Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var account in accounts)
            {
                Wake(account, row => row.Commands.Any(queued => queued.Id == command.Id)
                    ? row
                    : row with { Commands = [.. row.Commands, command] });
            }

            return Task.CompletedTask;
        }
    }

    public Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var queued = state.Heads.GetValueOrDefault(account)?.Commands.Any(command => command.Id == commandId) == true;
            if (queued)
                Wake(account, row => row with { Commands = [.. row.Commands.Where(command => command.Id != commandId)] });
            return Task.FromResult(queued);
        }
    }

    public Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Heads.Values.Any(row => row.Commands.Any(command => command.OperationId == operation)));
    }

    public Task SetControlAsync(
        IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var account in accounts)
                Wake(account, row => row with { Control = control.Over(row.Control) });
            return Task.CompletedTask;
        }
    }

    public Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var account in accounts)
                Wake(account, row => row);
            return Task.CompletedTask;
        }
    }

    public Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var late = (state.Now + furtherThan).ToUnixTimeMilliseconds();
            foreach (var row in state.Heads.Values.Where(row => row.DueAt > late).ToList())
                Wake(row.AccountId, same => same);
            return Task.CompletedTask;
        }
    }

    public Task<long> CountDueAsync(CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now.ToUnixTimeMilliseconds();
            return Task.FromResult(state.Heads.Values.LongCount(row => row.DueAt <= now && row.ExpiresAt <= now));
        }
    }

    public Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            var planned = state.Heads.Values
                .Where(row => row.DueAt is not null)
                .Select(row => (Row: row, At: DateTimeOffset.FromUnixTimeMilliseconds(row.DueAt ?? 0)))
                .ToLookup(head => head.At <= now);
            var due = planned[true].Where(head => head.Row.ExpiresAt <= now.ToUnixTimeMilliseconds())
                .OrderBy(head => head.At)
                .ThenBy(head => head.Row.AccountId.Value, StringComparer.Ordinal)
                .Take(limit)
                .Select(head => head.Row.AccountId)
                .ToList();
            return Task.FromResult(new DueAccounts(due, due.Count > 0 || !planned[false].Any() ? null : planned[false].Min(head => head.At) - now));
        }
    }

    private void Wake(AccountId account, Func<HeadRow, HeadRow> change)
    {
        var row = state.Heads.GetValueOrDefault(account) ?? new HeadRow { AccountId = account };
        state.Heads[account] = HeadRules.Wake(change(row), state.Now);
    }
}
