using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Operations;

internal sealed class OperationStore(Database database) : IOperationStore, IRetentionStore
{
    internal const string List = $"""
        SELECT {OperationRows.Columns} FROM operations WHERE id < @before ORDER BY id DESC LIMIT @limit
        """;

    internal const string ListByStatus = $"""
        SELECT {OperationRows.Columns} FROM operations WHERE status = @status AND id < @before ORDER BY id DESC LIMIT @limit
        """;

    internal const string DeleteBatches = """
        DELETE FROM batches WHERE rowid IN (SELECT rowid FROM batches WHERE operationId = @operationId LIMIT @limit)
        """;

    internal const string DeleteStates = """
        DELETE FROM batchAccountStates
        WHERE rowid IN (SELECT rowid FROM batchAccountStates WHERE operationId = @operationId LIMIT @limit)
        """;

    internal const string Delete = "DELETE FROM operations WHERE id = @id";

    // Behind every id: these are hexadecimal.
    private const string End = "g";

    public Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Insert(session, operation), cancellationToken);

    public Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(OperationRows.Find, OperationRows.Read, id.Value), cancellationToken);

    public Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(OperationRows.FindByKey, OperationRows.Read, idempotencyKey), cancellationToken);

    public Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken) =>
        database.WriteAsync(session => OperationRows.Write(session, operation, insert: false) == 1, cancellationToken);

    public Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Operation>>(
            session => statuses.Count == 0
                ? session.Query(List, OperationRows.Read, before?.Value ?? End, limit)
                : [.. statuses.Distinct()
                    .SelectMany(status => session.Query(
                        ListByStatus, OperationRows.Read, StoredEnum.Of(status), before?.Value ?? End, limit))
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
        OperationRows.Write(session, operation, insert: true);
        return null;
    }

    private static bool DeleteRows(SqlSession session, OperationId id, int limit)
    {
        limit -= session.Execute(DeleteBatches, id.Value, limit);
        limit -= session.Execute(DeleteStates, id.Value, limit);
        if (limit > 0)
            session.Execute(Delete, id.Value);
        return limit > 0;
    }
}
