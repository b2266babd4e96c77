using Batchline.Engine.Operations;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Operations;

internal sealed class OperationStore(MemoryState state) : IOperationStore, IRetentionStore
{
    public Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (state.Operations.ContainsKey(operation.Id.Value))
                return Task.FromResult<Operation?>(null);
            var earlier = operation.IdempotencyKey is { } key
                ? state.Operations.Values.FirstOrDefault(stored => stored.IdempotencyKey == key)
                : null;
            if (earlier is null)
                state.Operations.Add(operation.Id.Value, operation);
            return Task.FromResult(earlier);
        }
    }

    public Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Operations.GetValueOrDefault(id.Value));
    }

    public Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Operations.Values.FirstOrDefault(stored => stored.IdempotencyKey == idempotencyKey));
    }

    public Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var matches = state.Operations.TryGetValue(operation.Id.Value, out var stored) && stored.Rev == operation.Rev - 1;
            if (matches)
                state.Operations[operation.Id.Value] = operation;
            return Task.FromResult(matches);
        }
    }

    public Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<Operation>>([.. state.Operations.Values.Reverse()
                .Where(operation => before is null || string.CompareOrdinal(operation.Id.Value, before.Value.Value) < 0)
                .Where(operation => statuses.Count == 0 || statuses.Contains(operation.Status))
                .Take(limit)]);
        }
    }

    public Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            limit -= DeleteBatches(id, limit);
            if (state.States.TryGetValue(id, out var states))
            {
                foreach (var row in states.Values.Take(limit).ToList())
                {
                    AccountStateStore.Remove(state, row);
                    limit--;
                }
            }

            if (limit > 0)
                state.Operations.Remove(id.Value);
            return Task.FromResult(limit > 0);
        }
    }

    public Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(DeleteBatches(id, limit));
    }

    private int DeleteBatches(OperationId id, int limit)
    {
        var rows = state.Batches
            .Where(pair => pair.Key.Operation == id)
            .SelectMany(pair => pair.Value.Values, (pair, batch) => (pair.Key, batch))
            .Take(limit)
            .ToList();
        foreach (var (key, batch) in rows)
        {
            state.Batches[key].Remove(batch.Number);
            state.BatchKeys.Remove(batch.Id);
        }
        return rows.Count;
    }
}
