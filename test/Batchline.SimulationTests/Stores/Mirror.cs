using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Stores;

/// <summary>Keeps a copy of a real database, row by row. A row that did not change stays the same object.</summary>
internal sealed class Mirror(MemoryState state, Action<string> report)
{
    private readonly Dictionary<(string Table, object Row), (string Key, Action Remove)> _kept = [];
    private readonly Dictionary<(string Table, string Key), object> _rows = [];

    /// <summary>Takes over rows that changed.</summary>
    /// <param name="changes">A row is told from all others of its table, however often it is written; null: it is deleted.</param>
    public void Put(IReadOnlyList<(string Table, object Row, object? Value)> changes)
    {
        foreach (var (table, row, _) in changes.Where(change => change.Value is null))
            Forget(table, row)?.Invoke();
        foreach (var (table, row, _) in changes)
            Forget(table, row);
        foreach (var (table, row, value) in changes)
        {
            if (value is not null)
                Put(table, row, value);
        }
        state.Active.Clear();
        foreach (var row in state.States.Values.SelectMany(rows => rows.Values).Where(row => row.Active))
            state.Active[row.AccountId] = row.OperationId;
    }

    private void Put(string table, object row, object value)
    {
        var (key, remove) = Put(value);
        if (!_rows.TryAdd((table, key), row))
            report($"U1: two rows of {table} stand for the same");
        _kept[(table, row)] = (key, remove);
    }

    /// <summary>What a row stood for may be another one's from here on: an operation that is given up leaves its idempotency key.</summary>
    private Action? Forget(string table, object row)
    {
        if (!_kept.Remove((table, row), out var kept))
            return null;
        if (row.Equals(_rows.GetValueOrDefault((table, kept.Key))))
            _rows.Remove((table, kept.Key));
        return kept.Remove;
    }

    private (string Key, Action Remove) Put(object value)
    {
        switch (value)
        {
            case Account account:
                state.Accounts[account.Id.Value] = account;
                return (account.Id.Value, () => state.Accounts.Remove(account.Id.Value));

            case Operation operation:
                state.Operations[operation.Id.Value] = operation;
                return (operation.IdempotencyKey ?? operation.Id.Value, () => state.Operations.Remove(operation.Id.Value));

            case AccountState row:
                state.States.TryAdd(row.OperationId, new(StringComparer.Ordinal));
                state.States[row.OperationId][row.AccountId.Value] = row;
                return ($"{row.OperationId}/{row.AccountId}", () => state.States[row.OperationId].Remove(row.AccountId.Value));

            case Batch batch:
                state.Batches.TryAdd((batch.OperationId, batch.AccountId), []);
                state.Batches[(batch.OperationId, batch.AccountId)][batch.Number] = batch;
                return ($"{batch.OperationId}/{batch.AccountId}/{batch.Number}", () => state.Batches[(batch.OperationId, batch.AccountId)].Remove(batch.Number));

            case HeadRow head:
                state.Heads[head.AccountId] = head;
                return (head.AccountId.Value, () => state.Heads.Remove(head.AccountId));

            case StoredJob job:
                state.Jobs.TryAdd(job.AccountId, new(StringComparer.Ordinal));
                state.Jobs[job.AccountId][job.Document.Uuid] = new MemoryJob(job, JobFacts.Of(job.Document));
                return ($"{job.AccountId}/{job.Document.Uuid}", () => state.Jobs[job.AccountId].Remove(job.Document.Uuid));

            default:
                throw new ArgumentException($"A {value.GetType()} is not in any table", nameof(value));
        }
    }
}
