using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>Reads account states, and the heads of accounts at work, which are newer.</summary>
public sealed class AccountProgressReader(IAccountStateReader states, IHeadStore heads)
{
    public async Task<IReadOnlyList<AccountProgress>> ReadAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var all = new List<AccountProgress>();
        await foreach (var page in states.PagesAsync(operation, cancellationToken))
        {
            var atWork = page.Where(state => state.Active).Select(state => state.AccountId).ToList();
            var found = atWork.Count == 0
                ? []
                : (await heads.ReadAsync(atWork, cancellationToken)).ToDictionary(head => head.AccountId);
            all.AddRange(page.Select(state =>
            {
                var head = found.GetValueOrDefault(state.AccountId);
                return new AccountProgress(Projection.Merge(state, head), head);
            }));
        }
        return all;
    }
}
