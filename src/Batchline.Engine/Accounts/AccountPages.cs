using System.Runtime.CompilerServices;

namespace Batchline.Engine.Accounts;

/// <summary>All accounts in order, page by page.</summary>
public static class AccountPages
{
    private const int PageSize = 1_000;

    /// <summary>No page is empty.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Account>> PagesAsync(
        this IAccountStore accounts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await accounts.ListAsync(after, PageSize, cancellationToken);
            if (page.Count > 0)
                yield return page;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Id;
        }
    }
}
