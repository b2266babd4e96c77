using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.Api.Accounts;

/// <summary>Finds the account that has a key. Looks at keys that other programs stored plain, too, which no index knows.</summary>
internal sealed class AccountByKey(IAccountStore accounts, IAccountKeys keys)
{
    public async Task<Account?> FindAsync(WorkizToken key, CancellationToken cancellationToken)
    {
        await foreach (var page in accounts.PagesAsync(cancellationToken))
        {
            if (page.FirstOrDefault(account => HasKey(account, key)) is { } found)
                return found;
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
