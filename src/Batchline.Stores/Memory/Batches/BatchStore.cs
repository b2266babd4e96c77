using Batchline.Engine.Batches;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Batches;

internal sealed class BatchStore(MemoryState state) : IBatchStore
{
    public Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            foreach (var batch in batches)
                Put(state, batch);
            return Task.CompletedTask;
        }
    }

    public Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult(state.BatchKeys.TryGetValue(id, out var key)
                ? state.Batches[(key.Operation, key.Account)][key.Number]
                : null);
        }
    }

    public Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            DateTimeOffset? next = null;
            var open = Of(query.OperationId, query.AccountId)
                .TakeWhile(batch => batch.Number <= query.Through)
                .Where(batch => IsOpen(batch) && batch.Id != query.Except);
            foreach (var batch in open)
            {
                if (batch.NextAttemptAt is not { } at || at <= query.Now)
                    return Task.FromResult(new NextBatch(batch, null));
                next = next < at ? next : at;
            }

            return Task.FromResult(new NextBatch(null, next));
        }
    }

    public Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<Batch>>([.. state.Batches
                .Where(pair => pair.Key.Operation == query.OperationId)
                .Where(pair => query.AccountId is null || pair.Key.Account == query.AccountId)
                .OrderBy(pair => pair.Key.Account.Value, StringComparer.Ordinal)
                .SelectMany(pair => pair.Value.Values)
                .Where(batch => query.Statuses.Count == 0 || query.Statuses.Contains(batch.Status))
                .Where(batch => query.After is not { } after || IsBehind(batch, after.Account, after.Number))
                .Take(query.Limit)]);
        }
    }

    /// <summary>Replaces a row that is not newer, and keeps its id.</summary>
    internal static void Put(MemoryState state, Batch batch)
    {
        var key = (batch.OperationId, batch.AccountId);
        if (!state.Batches.TryGetValue(key, out var rows))
            state.Batches[key] = rows = [];
        var stored = rows.GetValueOrDefault(batch.Number);
        if (stored is not null && (stored.Fence, stored.Seq).CompareTo((batch.Fence, batch.Seq)) > 0)
            return;
        var id = stored?.Id ?? batch.Id;
        rows[batch.Number] = batch with { Id = id };
        state.BatchKeys[id] = (batch.OperationId, batch.AccountId, batch.Number);
    }

    internal static void Cancel(MemoryState state, OperationId operation, AccountId account, long fence, long seq)
    {
        if (!state.Batches.TryGetValue((operation, account), out var rows))
            return;
        foreach (var batch in rows.Values.Where(IsOpen).ToList())
        {
            Put(state, batch with
            {
                Status = BatchStatus.Cancelled,
                EndTime = state.Now,
                NextAttemptAt = null,
                Fence = fence,
                Seq = seq,
            });
        }
    }

    private static bool IsOpen(Batch batch) => batch.Status is BatchStatus.Pending or BatchStatus.Processing;

    private static bool IsBehind(Batch batch, AccountId account, int number) =>
        string.CompareOrdinal(batch.AccountId.Value, account.Value) switch
        {
            0 => batch.Number > number,
            var order => order > 0,
        };

    private IEnumerable<Batch> Of(OperationId operation, AccountId account) =>
        state.Batches.GetValueOrDefault((operation, account))?.Values ?? Enumerable.Empty<Batch>();
}
