using System.Runtime.CompilerServices;

namespace Batchline.Engine.Accounts;

/// <summary>All accounts in order, page by page.</summary>
public static class AccountPages
{
    private const int PageSize = 500;

    /// <summary>No page is empty.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Account>> PagesAsync(
        this IAccountStore accounts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AccountId? after = null;
        while (await accounts.ListAsync(after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            yield return page;
            after = page[^1].Id;
        }
    }
}
