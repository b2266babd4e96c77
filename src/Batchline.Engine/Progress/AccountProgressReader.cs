using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>Reads account states, and the heads of accounts at work, which are newer.</summary>
public sealed class AccountProgressReader(IAccountStateReader states, IHeadStore heads)
{
    /// <summary>At most <paramref name="limit"/> accounts of an operation, in the order of their ids; only those with <paramref name="status"/> if it is set.</summary>
    public async Task<IReadOnlyList<AccountProgress>> ReadAsync(
        OperationId operation, AccountStateStatus? status, int limit, CancellationToken cancellationToken)
    {
        var rows = await states.ListAsync(operation, status, after: null, limit, cancellationToken);
        List<AccountId> atWork = [.. rows.Where(state => state.Active).Select(state => state.AccountId)];
        var found = atWork.Count == 0
            ? []
            : (await heads.ReadAsync(atWork, cancellationToken)).ToDictionary(head => head.AccountId);
        return [.. rows
            .Select(state => (State: state, Head: found.GetValueOrDefault(state.AccountId)))
            .Select(row => new AccountProgress(Projection.Merge(row.State, row.Head), row.Head))
            .Where(account => status is null || account.State.Status == status)];
    }
}
