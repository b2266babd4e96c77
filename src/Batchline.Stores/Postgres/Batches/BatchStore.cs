using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Batches;

namespace Batchline.Stores.Postgres.Batches;

internal sealed class BatchStore(Database database) : IBatchStore
{
    /// <summary>The first of the pending and the first of those in process, so that neither reads what the other one passes over.</summary>
    internal static readonly string FindDue = $"""
        SELECT due.* FROM (VALUES ('pending'), ('processing')) AS open (status)
        CROSS JOIN LATERAL ({BatchRows.FindDue.Replace("@status", "open.status", StringComparison.Ordinal)}) AS due
        """;

    private const string Place = "batches";

    public Task PlanAsync(IReadOnlyList<Batch> batches, CancellationToken cancellationToken) => database.RunAsync(
        Place,
        session => session.BatchAsync(
            batches.Select(batch => Statement.Of(BatchRows.Put, BatchRows.Values(batch, batch.Fence, batch.Seq))), cancellationToken),
        cancellationToken);

    public Task<Batch?> GetAsync(BatchId id, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(BatchRows.Find, BatchRows.Read, [id.Value], cancellationToken), cancellationToken);

    public Task<NextBatch> NextAsync(NextBatchQuery query, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => NextAsync(session, query, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<Batch>>(
            search: false,
            Place,
            async (session, ending) =>
            {
                if (query.Statuses.Count == 0)
                    return await session.QueryAsync(Page(query, null), BatchRows.Read, ending);
                var found = new List<Batch>();
                foreach (var status in query.Statuses.Distinct())
                    found.AddRange(await session.QueryAsync(Page(query, StoredEnum.Of(status)), BatchRows.Read, ending));
                return [.. found.OrderBy(batch => batch.AccountId.Value, StringComparer.Ordinal).ThenBy(batch => batch.Number).Take(query.Limit)];
            },
            cancellationToken);

    private static async Task<NextBatch> NextAsync(PostgresSession session, NextBatchQuery query, CancellationToken cancellationToken)
    {
        var (operation, account, except) = (query.OperationId.Value, query.AccountId.Value, query.Except?.Value ?? "");
        var due = await session.QueryAsync(FindDue, BatchRows.Read, [operation, account, query.Through, except, query.Now], cancellationToken);
        return due.Count > 0
            ? new NextBatch(due.MinBy(batch => batch.Number), null)
            : new NextBatch(null, await session.FirstAsync(
                BatchRows.FindNextAttempt, row => row.TimeOrNull(), [operation, account, query.Through, except], cancellationToken));
    }

    private static Statement Page(BatchQuery query, string? status)
    {
        var (operation, account) = (query.OperationId.Value, query.AccountId?.Value);
        var (after, number) = (query.After?.Account.Value ?? "", query.After?.Number ?? 0);
        return (status, account) switch
        {
            (null, null) => Statement.Of(BatchRows.List, operation, after, number, query.Limit),
            (null, _) => Statement.Of(BatchRows.ListOfAccount, operation, account, after, number, query.Limit),
            (_, null) => Statement.Of(BatchRows.ListByStatus, operation, status, after, number, query.Limit),
            _ => Statement.Of(BatchRows.ListOfAccountByStatus, operation, status, account, after, number, query.Limit),
        };
    }
}
