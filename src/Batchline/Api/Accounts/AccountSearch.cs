using Batchline.Api.Accounts.Directory;
using Batchline.Api.Answers;
using Batchline.Api.Requests;
using Batchline.Engine.Accounts;

namespace Batchline.Api.Accounts;

/// <summary>Finds the accounts that a page shows. Only of these is more than the directory knows read.</summary>
internal sealed class AccountSearch(IAccountStore accounts, AccountDirectory directory, AccountViews views)
{
    private const int BlockedShown = 20;
    private const int StalestShown = 8;

    public async Task<PageView<AccountView>> ListAsync(AccountQuery query, CancellationToken cancellationToken)
    {
        if (query.IsFiltered)
            return await FindAsync(query, cancellationToken);
        var rows = await accounts.ListAsync(query.After, query.Limit + 1, cancellationToken);
        var items = await views.OfAsync([.. rows.Take(query.Limit)], cancellationToken);
        return new PageView<AccountView>(items, rows.Count > query.Limit ? Cursor.Encode(rows[query.Limit - 1].Id.Value) : null);
    }

    public async Task<AccountNamesView> NamesAsync(CancellationToken cancellationToken) => new(
        [.. (await directory.ReadAsync(cancellationToken)).Select(account => new AccountNameView(account.Id.Value, account.Name, account.Enabled))]);

    public async Task<AccountOverviewView> OverviewAsync(CancellationToken cancellationToken)
    {
        var all = await directory.ReadAsync(cancellationToken);
        var needed = all.Where(account => account is { Enabled: true, Blocked: true }).ToList();
        var stalest = all.Where(account => account.Enabled).OrderBy(account => account.LastSyncedAt ?? DateTimeOffset.MinValue).Take(StalestShown);
        var enabled = all.Count(account => account.Enabled);
        return new AccountOverviewView
        {
            Total = all.Count,
            Enabled = enabled,
            Disabled = all.Count - enabled,
            Blocked = all.Count(account => account.Blocked),
            NeedYou = needed.Count,
            BlockedAccounts = await ShowAsync(needed.Take(BlockedShown), cancellationToken),
            StalestAccounts = await ShowAsync(stalest, cancellationToken),
        };
    }

    private async Task<PageView<AccountView>> FindAsync(AccountQuery query, CancellationToken cancellationToken)
    {
        var after = query.After?.Value ?? "";
        var found = (await directory.ReadAsync(cancellationToken))
            .Where(account => string.CompareOrdinal(account.Id.Value, after) > 0 && query.Matches(account)).Take(query.Limit + 1).ToList();
        var items = await ShowAsync(found.Take(query.Limit), cancellationToken);
        return new PageView<AccountView>(items, found.Count > query.Limit ? Cursor.Encode(found[query.Limit - 1].Id.Value) : null);
    }

    /// <summary>In the given order. One that was deleted meanwhile is left out.</summary>
    private async Task<IReadOnlyList<AccountView>> ShowAsync(IEnumerable<AccountFacts> shown, CancellationToken cancellationToken)
    {
        List<AccountId> ids = [.. shown.Select(account => account.Id)];
        if (ids.Count == 0)
            return [];
        var found = (await accounts.GetAsync(ids, cancellationToken)).ToDictionary(account => account.Id);
        return await views.OfAsync([.. ids.Where(found.ContainsKey).Select(id => found[id])], cancellationToken);
    }
}
