using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>Reads batches as they are at this moment: an open one is in its account's head.</summary>
public sealed class BatchReader(IBatchStore batches, IAccountStateReader states, IHeadStore heads)
{
    /// <summary>Null: no such batch, or its plan is not finished.</summary>
    public async Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        await batches.GetAsync(id, cancellationToken) is { } batch
            ? (await MergeAsync(batch.OperationId, [batch], cancellationToken)).SingleOrDefault()
            : null;

    /// <summary>As many as the query's limit allows; fewer mean that these are the last.</summary>
    public async Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken)
    {
        var found = new List<Batch>();
        while (true)
        {
            var page = await batches.ListAsync(query, cancellationToken);
            found.AddRange((await MergeAsync(query.OperationId, page, cancellationToken)).Take(query.Limit - found.Count));
            if (page.Count < query.Limit || found.Count == query.Limit)
                return found;
            query = query with { After = (page[^1].AccountId, page[^1].Number) };
        }
    }

    private async Task<IReadOnlyList<Batch>> MergeAsync(OperationId operation, IReadOnlyList<Batch> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return [];
        List<AccountId> accounts = [.. rows.Select(batch => batch.AccountId).Distinct()];
        var found = (await heads.ReadAsync(accounts, cancellationToken)).ToDictionary(head => head.AccountId);
        var totals = (await states.GetAsync(operation, accounts, cancellationToken)).ToDictionary(
            state => state.AccountId, state => Projection.Merge(state, found.GetValueOrDefault(state.AccountId)).TotalBatches);

        // A batch whose number exceeds the account's final total was written by a planner whose lease was taken over. It does not count.
        return [.. rows
            .Where(batch => batch.Number <= totals.GetValueOrDefault(batch.AccountId))
            .Select(batch => Projection.Merge(batch, found.GetValueOrDefault(batch.AccountId)))];
    }
}
