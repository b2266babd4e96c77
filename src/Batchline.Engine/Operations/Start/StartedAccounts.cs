using Batchline.Engine.Heads;

namespace Batchline.Engine.Operations.Start;

/// <summary>Makes the accounts of an admitted operation due, once: not before, because a slice that comes too early can only come again.</summary>
public sealed class StartedAccounts(IOperationStore operations, IAccountStateReader states, IHeadInbox heads)
{
    /// <summary>Wakes them and then notes it in the operation. If its process dies in between, another one repeats it.</summary>
    /// <param name="operation">Admitted.</param>
    /// <param name="accounts">Those that it holds; null: read them.</param>
    /// <param name="cancellationToken">Leaves the rest to whoever repeats it.</param>
    internal async Task<Operation> WakeAsync(Operation operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken)
    {
        foreach (var page in accounts?.Chunk(AccountStatePages.PageSize) ?? [])
            await heads.WakeAsync(page, cancellationToken);
        if (accounts is null)
            await WakeAsync(operation.Id, cancellationToken);
        var woken = operation with { Rev = operation.Rev + 1 };
        return await operations.ReplaceAsync(woken, cancellationToken) ? woken : await operations.GetAsync(operation.Id, cancellationToken) ?? woken;
    }

    private async Task WakeAsync(OperationId operation, CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await states.ListSteeredAsync(operation, status: null, held: true, after, AccountStatePages.PageSize, cancellationToken);
            await heads.WakeAsync(page, cancellationToken);
            if (page.Count < AccountStatePages.PageSize)
                return;
            after = page[^1];
        }
    }
}
