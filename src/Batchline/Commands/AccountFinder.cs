using System.Runtime.CompilerServices;
using Batchline.Engine.Accounts;

namespace Batchline.Commands;

/// <summary>Finds the account that somebody means.</summary>
internal sealed class AccountFinder(IAccountStore accounts, IAccountKeys keys)
{
    private const int PageSize = 500;

    /// <summary>Oldest first.</summary>
    public async IAsyncEnumerable<Account> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AccountId? after = null;
        while (await accounts.ListAsync(after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var account in page)
                yield return account;
            after = page[^1].Id;
        }
    }

    /// <param name="nameOrId">An id, or a name in any case.</param>
    /// <exception cref="CouldNotException">No account, or several.</exception>
    public async Task<Account> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        if (AccountId.TryParse(nameOrId, out var id) && await accounts.GetAsync(id, cancellationToken) is { } named)
            return named;
        var found = await AllAsync(cancellationToken)
            .Where(account => account.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase)).ToListAsync(cancellationToken);
        return found switch
        {
            [var account] => account,
            [] => throw new CouldNotException("No account has this name or id. 'batchline accounts list' shows them all."),
            _ => throw new CouldNotException(
                $"{found.Count} accounts have this name. Use an id: {string.Join(", ", found.Take(10).Select(account => account.Id))}"),
        };
    }

    /// <summary>Null: no account has the key. Looks at keys that other programs stored plain, too.</summary>
    public async Task<Account?> FindAsync(WorkizToken key, CancellationToken cancellationToken) =>
        await AllAsync(cancellationToken).FirstOrDefaultAsync(account => HasKey(account, key), cancellationToken);

    private bool HasKey(Account account, WorkizToken key)
    {
        try
        {
            return keys.Open(account)?.Reveal() == key.Reveal();
        }
        catch (KeyUnreadableException)
        {
            return false;
        }
    }
}
