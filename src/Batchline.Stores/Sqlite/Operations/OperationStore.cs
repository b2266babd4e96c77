using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Operations;

internal sealed class OperationStore(Database database) : IOperationStore, IRetentionStore
{
    internal const string DeleteBatches = """
        DELETE FROM batches WHERE rowid IN (SELECT rowid FROM batches WHERE operationId = @operationId LIMIT @limit)
        """;

    internal const string DeleteStates = """
        DELETE FROM batchAccountStates
        WHERE rowid IN (SELECT rowid FROM batchAccountStates WHERE operationId = @operationId LIMIT @limit)
        """;

    public Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Insert(session, operation), cancellationToken);

    public Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(OperationRows.Find, OperationRows.Read, id.Value), cancellationToken);

    public Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(OperationRows.FindByKey, OperationRows.Read, idempotencyKey), cancellationToken);

    public Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(OperationRows.Replace, [.. OperationRows.Values(operation), operation.Id.Value]) == 1, cancellationToken);

    public Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Operation>>(
            session => statuses.Count == 0
                ? session.Query(OperationRows.List, OperationRows.Read, before?.Value ?? OperationRows.End, limit)
                : [.. statuses.Distinct()
                    .SelectMany(status => session.Query(
                        OperationRows.ListByStatus, OperationRows.Read, StoredEnum.Of(status), before?.Value ?? OperationRows.End, limit))
                    .OrderByDescending(operation => operation.Id.Value, StringComparer.Ordinal)
                    .Take(limit)],
            cancellationToken);

    public Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(session => DeleteRows(session, id, limit), cancellationToken);

    public Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(DeleteBatches, id.Value, limit), cancellationToken);

    private static Operation? Insert(SqlSession session, Operation operation)
    {
        var earlier = operation.IdempotencyKey is { } key
            ? session.First(OperationRows.FindByKey, OperationRows.Read, key)
            : null;
        if (earlier is not null)
            return earlier.Id == operation.Id ? null : earlier;
        session.Execute(OperationRows.Insert, [operation.Id.Value, .. OperationRows.Values(operation)]);
        return null;
    }

    private static bool DeleteRows(SqlSession session, OperationId id, int limit)
    {
        limit -= session.Execute(DeleteBatches, id.Value, limit);
        limit -= session.Execute(DeleteStates, id.Value, limit);
        if (limit > 0)
            session.Execute(OperationRows.Delete, id.Value);
        return limit > 0;
    }
}
