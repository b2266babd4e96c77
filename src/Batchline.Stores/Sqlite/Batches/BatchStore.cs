using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Batches;

internal sealed class BatchStore(Database database) : IBatchStore
{
    internal const string Find = $"SELECT {BatchRows.Columns} FROM batches WHERE id = @id";

    internal const string FindDue = $"""
        SELECT {BatchRows.Columns} FROM batches
        WHERE operationId = @operationId AND status = @status AND accountId = @accountId AND batchNumber <= @through
            AND id <> @except AND (nextAttemptAt IS NULL OR nextAttemptAt <= @now)
        ORDER BY batchNumber LIMIT 1
        """;

    internal const string FindNextAttempt = """
        SELECT min(nextAttemptAt) FROM batches
        WHERE operationId = @operationId AND status IN ('pending', 'processing') AND accountId = @accountId
            AND batchNumber <= @through AND id <> @except
        """;

    internal const string List = $"""
        SELECT {BatchRows.Columns} FROM batches
        WHERE operationId = @operationId AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY accountId, batchNumber LIMIT @limit
        """;

    internal const string ListOfAccount = $"""
        SELECT {BatchRows.Columns} FROM batches
        WHERE operationId = @operationId AND accountId = @accountId
            AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY batchNumber LIMIT @limit
        """;

    internal const string ListByStatus = $"""
        SELECT {BatchRows.Columns} FROM batches
        WHERE operationId = @operationId AND status = @status
            AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY accountId, batchNumber LIMIT @limit
        """;

    internal const string ListOfAccountByStatus = $"""
        SELECT {BatchRows.Columns} FROM batches
        WHERE operationId = @operationId AND status = @status AND accountId = @accountId
            AND (accountId, batchNumber) > (@afterAccount, @afterNumber)
        ORDER BY batchNumber LIMIT @limit
        """;

    public Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                foreach (var batch in batches)
                    BatchRows.Write(session, batch, batch.Fence, batch.Seq);
                return batches.Count;
            },
            cancellationToken);

    public Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(Find, BatchRows.Read, id.Value), cancellationToken);

    public Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Next(session, query), cancellationToken);

    public Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Batch>>(
            session => query.Statuses.Count == 0
                ? Page(session, query, null)
                : [.. query.Statuses.Distinct()
                    .SelectMany(status => Page(session, query, StoredEnum.Of(status)))
                    .OrderBy(batch => batch.AccountId.Value, StringComparer.Ordinal)
                    .ThenBy(batch => batch.Number)
                    .Take(query.Limit)],
            cancellationToken);

    private static NextBatch Next(SqlSession session, NextBatchQuery query)
    {
        var (operation, account, except) = (query.OperationId.Value, query.AccountId.Value, query.Except?.Value ?? "");
        BatchStatus[] open = [BatchStatus.Pending, BatchStatus.Processing];
        var due = open
            .Select(status => session.First(
                FindDue, BatchRows.Read, operation, StoredEnum.Of(status), account, query.Through, except, query.Now))
            .OfType<Batch>()
            .MinBy(batch => batch.Number);
        return new NextBatch(
            due,
            due is null
                ? session.First(FindNextAttempt, row => row.TimeOrNull(), operation, account, query.Through, except)
                : null);
    }

    private static List<Batch> Page(SqlSession session, BatchQuery query, string? status)
    {
        var (operation, account) = (query.OperationId.Value, query.AccountId?.Value);
        var (after, number) = (query.After?.Account.Value ?? "", query.After?.Number ?? 0);
        return (status, account) switch
        {
            (null, null) => session.Query(List, BatchRows.Read, operation, after, number, query.Limit),
            (null, _) => session.Query(ListOfAccount, BatchRows.Read, operation, account, after, number, query.Limit),
            (_, null) => session.Query(ListByStatus, BatchRows.Read, operation, status, after, number, query.Limit),
            _ => session.Query(
                ListOfAccountByStatus, BatchRows.Read, operation, status, account, after, number, query.Limit),
        };
    }
}
