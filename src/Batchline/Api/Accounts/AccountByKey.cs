using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Workiz;

namespace Batchline.Api.Accounts;

/// <summary>Finds the account that has a key. Looks at keys that other programs stored plain, too, which no index knows.</summary>
internal sealed class AccountByKey(IAccountStore accounts, IAccountKeys keys)
{
    private const int PageSize = 500;

    public async Task<Account?> FindAsync(WorkizToken key, CancellationToken cancellationToken)
    {
        AccountId? after = null;
        while (await accounts.ListAsync(after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            if (page.FirstOrDefault(account => HasKey(account, key)) is { } found)
                return found;
            after = page[^1].Id;
        }

        return null;
    }

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
