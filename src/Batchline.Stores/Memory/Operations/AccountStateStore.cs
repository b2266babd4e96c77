using Batchline.Engine.Operations;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Operations;

internal sealed class AccountStateStore(MemoryState state) : IAccountStateStore, IAccountStateReader
{
    public Task<IReadOnlyList<BusyAccount>> ReserveAsync(
        IReadOnlyList<AccountState> states, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var busy = new List<BusyAccount>();
            foreach (var row in states)
            {
                if (!state.Active.TryGetValue(row.AccountId, out var holder))
                    Add(row);
                else if (holder != row.OperationId)
                    busy.Add(new BusyAccount(row.AccountId, holder));
            }

            return Task.FromResult<IReadOnlyList<BusyAccount>>(busy);
        }
    }

    public Task<IReadOnlyList<BusyAccount>> ReactivateAsync(
        OperationId operation, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var busy = new List<BusyAccount>();
            foreach (var account in accounts)
            {
                if (state.Active.TryGetValue(account, out var holder) && holder != operation)
                    busy.Add(new BusyAccount(account, holder));
                else if (state.State(operation, account) is { } row)
                    Put(state, row with { Active = true });
            }

            return Task.FromResult<IReadOnlyList<BusyAccount>>(busy);
        }
    }

    public Task<IReadOnlyList<AccountId>> WithdrawUnfitAsync(OperationId operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var unfit = Of(operation)
                .Where(row => state.Accounts.GetValueOrDefault(row.AccountId.Value) is not { Enabled: true, Deleting: false })
                .ToList();
            foreach (var row in unfit)
                Remove(state, row);
            return Task.FromResult<IReadOnlyList<AccountId>>([.. unfit.Select(row => row.AccountId)]);
        }
    }

    public Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var row in Of(operation).Where(row => accounts is null || accounts.Contains(row.AccountId)).ToList())
                Remove(state, row);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<OperationId>> HoldersAsync(CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyList<OperationId>>([.. state.Active.Values.Distinct()]);
    }

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult(state.Active.TryGetValue(account, out var operation)
                ? state.State(operation, account)
                : null);
        }
    }

    public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.State(operation, account));
    }

    public Task<IReadOnlyList<AccountState>> GetAsync(
        OperationId operation, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyList<AccountState>>([.. accounts.Distinct().Select(account => state.State(operation, account)).OfType<AccountState>()]);
    }

    public Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<AccountState>>([.. Of(operation)
                .Where(row => status is null || row.Status == status)
                .Where(row => after is null || string.CompareOrdinal(row.AccountId.Value, after.Value.Value) > 0)
                .Take(limit)]);
        }
    }

    public Task<IReadOnlyList<AccountId>> ListSteeredAsync(
        OperationId operation, AccountStateStatus? status, bool held, AccountId? after, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<AccountId>>([.. Of(operation)
                .Where(row => status is null || row.Status == status)
                .Where(row => after is null || string.CompareOrdinal(row.AccountId.Value, after.Value.Value) > 0)
                .Where(row => row.Active
                    || (!held && row.Status is AccountStateStatus.Paused or AccountStateStatus.Blocked && !state.Active.ContainsKey(row.AccountId)))
                .Take(limit)
                .Select(row => row.AccountId)]);
        }
    }

    public Task<OperationTotals> TotalsAsync(OperationId operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult(TotalsRules.Of(Of(operation).Select(row =>
                (row, state.Heads.GetValueOrDefault(row.AccountId) is { } head && row.Active ? HeadRules.View(head, state.Now) : null))));
        }
    }

    public Task<bool> AnyUnplannedAsync(OperationId operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(Of(operation).Any(row => row.IsUnplanned));
    }

    public Task<DateTimeOffset?> LastBlockedAtAsync(OperationId operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(Of(operation).Where(row => row.Status == AccountStateStatus.Blocked).Max(row => row.BlockedAt));
    }

    /// <summary>
    /// Writes a head's projection onto a stored row that is not newer. It creates no row, because a late write would bring back
    /// what was withdrawn or deleted. It takes no account from another operation.
    /// </summary>
    internal static void Project(MemoryState state, AccountState row)
    {
        var stored = state.State(row.OperationId, row.AccountId);
        if (stored is null || (stored.Fence, stored.Seq).CompareTo((row.Fence, row.Seq)) > 0)
            return;
        var free = !state.Active.TryGetValue(row.AccountId, out var holder) || holder == row.OperationId;
        Put(state, row with { Id = stored.Id, Active = row.Active && free });
    }

    /// <summary>Stores a row and updates the index over active states.</summary>
    internal static void Put(MemoryState state, AccountState row)
    {
        state.States[row.OperationId][row.AccountId.Value] = row;
        if (row.Active)
            state.Active[row.AccountId] = row.OperationId;
        else if (state.Active.GetValueOrDefault(row.AccountId) == row.OperationId)
            state.Active.Remove(row.AccountId);
    }

    internal static void Remove(MemoryState state, AccountState row)
    {
        Put(state, row with { Active = false });
        state.States[row.OperationId].Remove(row.AccountId.Value);
    }

    private void Add(AccountState row)
    {
        if (!state.States.TryGetValue(row.OperationId, out var rows))
            state.States[row.OperationId] = rows = new(StringComparer.Ordinal);
        if (!rows.ContainsKey(row.AccountId.Value))
            Put(state, row with { Active = true });
    }

    private IEnumerable<AccountState> Of(OperationId operation) =>
        state.States.GetValueOrDefault(operation)?.Values ?? Enumerable.Empty<AccountState>();
}
