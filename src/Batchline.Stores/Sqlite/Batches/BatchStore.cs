using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Batches;

internal sealed class BatchStore(Database database) : IBatchStore
{
    internal const string CancelOpen = """
        UPDATE batches SET status = 'cancelled', endTime = @now, nextAttemptAt = NULL, fence = @fence, seq = @seq
        WHERE operationId = @operationId AND accountId = @accountId AND status IN ('pending', 'processing')
            AND (fence, seq) <= (@fence, @seq)
        """;

    public Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                foreach (var batch in batches)
                    session.Execute(BatchRows.Put, BatchRows.Values(batch, batch.Fence, batch.Seq));
                return batches.Count;
            },
            cancellationToken);

    public Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(BatchRows.Find, BatchRows.Read, id.Value), cancellationToken);

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
                BatchRows.FindDue, BatchRows.Read, operation, StoredEnum.Of(status), account, query.Through, except, query.Now))
            .OfType<Batch>()
            .MinBy(batch => batch.Number);
        return new NextBatch(
            due,
            due is null
                ? session.First(BatchRows.FindNextAttempt, row => row.TimeOrNull(), operation, account, query.Through, except)
                : null);
    }

    private static List<Batch> Page(SqlSession session, BatchQuery query, string? status)
    {
        var (operation, account) = (query.OperationId.Value, query.AccountId?.Value);
        var (after, number) = (query.After?.Account.Value ?? "", query.After?.Number ?? 0);
        return (status, account) switch
        {
            (null, null) => session.Query(BatchRows.List, BatchRows.Read, operation, after, number, query.Limit),
            (null, _) => session.Query(BatchRows.ListOfAccount, BatchRows.Read, operation, account, after, number, query.Limit),
            (_, null) => session.Query(BatchRows.ListByStatus, BatchRows.Read, operation, status, after, number, query.Limit),
            _ => session.Query(
                BatchRows.ListOfAccountByStatus, BatchRows.Read, operation, status, account, after, number, query.Limit),
        };
    }
}
