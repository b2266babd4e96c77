using System.Runtime.CompilerServices;
using Batchline.Engine.Accounts;

namespace Batchline.Engine.Operations;

/// <summary>All account states of an operation, in order, however many.</summary>
public static class AccountStatePages
{
    internal const int PageSize = 1_000;

    public static async IAsyncEnumerable<IReadOnlyList<AccountState>> PagesAsync(
        this IAccountStateReader states, OperationId operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await states.ListAsync(operation, null, after, PageSize, cancellationToken);
            yield return page;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].AccountId;
        }
    }
}
