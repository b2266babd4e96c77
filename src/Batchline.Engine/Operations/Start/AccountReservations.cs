using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;

namespace Batchline.Engine.Operations.Start;

/// <summary>Chooses the accounts of a new operation and reserves them through their active states.</summary>
public sealed class AccountReservations(
    IAccountStore accounts, IAccountStateStore states, IHeadInbox heads, IdGenerator ids, TimeProvider clock)
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

        var reserved = chosen.Except(busy.Select(account => account.AccountId)).ToList();

        // Read again: an account may have been disabled or marked for deletion by a process that did not see the reservation yet.
        var still = (await ReadAsync(reserved, cancellationToken))
            .Where(account => account is { Enabled: true, Deleting: false }).Select(account => account.Id).ToHashSet();
        var dropped = reserved.Where(account => !still.Contains(account)).ToList();
        if (dropped.Count > 0)
            await states.WithdrawAsync(operation, dropped, cancellationToken);
        reserved.RemoveAll(account => !still.Contains(account));
        if (reserved.Count == 0 && busy.Count > 0)
            return new ReservedAccounts([], [], busy[0]);

        // Woken before the operation is admitted: if this process dies in between, the accounts are due anyway.
        await heads.WakeAsync(reserved, cancellationToken);
        return new ReservedAccounts(reserved, [.. busy.Select(account => account.AccountId), .. dropped], null);
    }

    internal Task WakeAsync(IReadOnlyList<AccountId> reserved, CancellationToken cancellationToken) =>
        heads.WakeAsync(reserved, cancellationToken);

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
