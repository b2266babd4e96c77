using System.Runtime.CompilerServices;

namespace Batchline.Engine.Operations;

/// <summary>Account states of an operation in order, page by page.</summary>
public static class AccountStatePages
{
    internal const int PageSize = 1_000;

    /// <summary>Those of one status, or all when null.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<AccountState>> PagesAsync(
        this IAccountStateReader states, OperationId operation, AccountStateStatus? status, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await states.ListAsync(operation, status, after, PageSize, cancellationToken);
            yield return page;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].AccountId;
        }
    }
}
