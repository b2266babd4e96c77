using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Sql.Operations;

namespace Batchline.Stores.Postgres.Operations;

internal sealed class OperationStore(Database database) : IOperationStore, IRetentionStore
{
    internal const string DeleteBatches = """
        DELETE FROM batches WHERE ctid = ANY (ARRAY(SELECT ctid FROM batches WHERE operation_id = @operation LIMIT @limit))
        """;

    internal const string DeleteStates = """
        DELETE FROM batch_account_states
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM batch_account_states WHERE operation_id = @operation LIMIT @limit))
        """;

    private const string Place = "operations";

    public Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session =>
        {
            // Whoever inserted the same key at the same time has committed when this one gets to know of it.
            await session.ExecuteAsync(OperationRows.Insert, [operation.Id.Value, .. OperationRows.Values(operation)], cancellationToken);
            var stored = operation.IdempotencyKey is { } key
                ? await session.FirstAsync(OperationRows.FindByKey, OperationRows.Read, [key], cancellationToken)
                : null;
            return stored?.Id == operation.Id ? null : stored;
        },
        cancellationToken);

    public Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(OperationRows.Find, OperationRows.Read, [id.Value], cancellationToken), cancellationToken);

    public Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) => database.RunAsync(
        Place, session => session.FirstAsync(OperationRows.FindByKey, OperationRows.Read, [idempotencyKey], cancellationToken), cancellationToken);

    public Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session => await session.ExecuteAsync(
            OperationRows.Replace, [.. OperationRows.Values(operation), operation.Id.Value], cancellationToken) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<Operation>>(
            search: false,
            Place,
            async (session, ending) =>
            {
                var start = before?.Value ?? OperationRows.End;
                if (statuses.Count == 0)
                    return await session.QueryAsync(OperationRows.List, OperationRows.Read, [start, limit], ending);
                var found = new List<Operation>();
                foreach (var status in statuses.Distinct())
                    found.AddRange(await session.QueryAsync(OperationRows.ListByStatus, OperationRows.Read, [StoredEnum.Of(status), start, limit], ending));
                return [.. found.OrderByDescending(operation => operation.Id.Value, StringComparer.Ordinal).Take(limit)];
            },
            cancellationToken);

    public Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session =>
        {
            var left = limit - await session.ExecuteAsync(DeleteBatches, [id.Value, limit], cancellationToken);
            left -= await session.ExecuteAsync(DeleteStates, [id.Value, left], cancellationToken);
            if (left > 0)
                await session.ExecuteAsync(OperationRows.Delete, [id.Value], cancellationToken);
            return left > 0;
        },
        cancellationToken);

    public Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.ExecuteAsync(DeleteBatches, [id.Value, limit], cancellationToken), cancellationToken);
}
