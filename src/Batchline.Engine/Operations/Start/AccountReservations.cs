using Batchline.Engine.Accounts;

namespace Batchline.Engine.Operations.Start;

/// <summary>Chooses the accounts of a new operation and reserves them through their active states.</summary>
public sealed class AccountReservations(
    IAccountStore accounts, IAccountStateStore states, IdGenerator ids, TimeProvider clock)
{
    private const int PageSize = 1_000;

    /// <summary>The named accounts, or all. Disabled ones are only reported.</summary>
    internal async Task<ChosenAccounts> ChooseAsync(IReadOnlyList<AccountId>? named, CancellationToken cancellationToken)
    {
        var found = (await ReadAsync(named, cancellationToken)).Where(account => !account.Deleting).ToList();
        var unknown = named?.Except(found.Select(account => account.Id)).ToList() ?? [];
        return new ChosenAccounts(
            [.. found.Where(account => account.Enabled).Select(account => account.Id).OrderBy(id => id.Value, StringComparer.Ordinal)],
            named is null ? [] : [.. found.Where(account => !account.Enabled).Select(account => account.Id)],
            unknown);
    }

    /// <summary>Reserves in id order. With reject, one clash is enough; with skip, busy accounts are left out unless none would remain.</summary>
    internal async Task<ReservedAccounts> ReserveAsync(
        OperationId operation, IReadOnlyList<AccountId> chosen, OnBusy onBusy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var busy = new List<BusyAccount>();
        foreach (var page in chosen.Chunk(PageSize))
        {
            busy.AddRange(await states.ReserveAsync(
                [.. page.Select(account => new AccountState
                {
                    Id = ids.Next(),
                    OperationId = operation,
                    AccountId = account,
                    Active = true,
                    StartTime = now,
                })],
                cancellationToken));
            if (busy.Count > 0 && onBusy == OnBusy.Reject)
                return new ReservedAccounts([], [], busy[0]);
        }

        // Looked at again: an account may have been disabled or marked for deletion by a process that did not see the reservation yet.
        var dropped = await states.WithdrawUnfitAsync(operation, cancellationToken);
        var left = busy.Select(account => account.AccountId).Concat(dropped).ToHashSet();
        var reserved = chosen.Where(account => !left.Contains(account)).ToList();
        return reserved.Count == 0 && busy.Count > 0
            ? new ReservedAccounts([], [], busy[0])
            : new ReservedAccounts(reserved, [.. left], null);
    }

    internal Task WithdrawAsync(OperationId operation, CancellationToken cancellationToken) =>
        states.WithdrawAsync(operation, null, cancellationToken);

    private async Task<IReadOnlyList<Account>> ReadAsync(IReadOnlyList<AccountId>? named, CancellationToken cancellationToken)
    {
        var found = new List<Account>();
        foreach (var part in named?.Distinct().Chunk(PageSize) ?? [])
            found.AddRange(await accounts.GetAsync(part, cancellationToken));
        if (named is not null)
            return found;
        await foreach (var page in accounts.PagesAsync(cancellationToken))
            found.AddRange(page);
        return found;
    }
}
