using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations;

/// <summary>
/// A person's retry of a batch: a command for the account's next slice, because only the lease's holder writes batches.
/// It is queued before the operation is raised: an operation with a queued retry does not end.
/// </summary>
public sealed class BatchRetrier(
    IBatchStore batches, OperationReopener reopener, IHeadInbox heads, IdGenerator ids, IOptions<ProcessOptions> options)
{
    private const int PageSize = 500;

    /// <param name="id">The batch.</param>
    /// <param name="force">Beyond the limit too.</param>
    public async Task<RetryResult> RetryAsync(BatchId id, bool force, CancellationToken cancellationToken)
    {
        if (await batches.GetAsync(id, cancellationToken) is not { } batch)
            return new RetryResult.NotFound();
        if (batch.Status is not (BatchStatus.Failed or BatchStatus.CompletedWithErrors))
            return new RetryResult.NotFailed(batch.Status);
        if (batch.RetryCount >= options.Value.MaxRetries && !force)
            return new RetryResult.LimitReached(batch.RetryCount);
        if (await reopener.BusyAsync(batch.OperationId, batch.AccountId, cancellationToken) is { } busy)
            return new RetryResult.Busy(busy);
        var command = new HeadCommand
        {
            Id = ids.Next(),
            Kind = HeadCommandKind.RetryBatch,
            OperationId = batch.OperationId,
            BatchId = batch.Id,
        };
        await heads.AppendAsync(batch.AccountId, command, cancellationToken);
        if (await reopener.RaiseAsync(batch.OperationId, cancellationToken) is not { } refused)
            return new RetryResult.Accepted(id, batch.RetryCount + 1);
        await heads.RemoveAsync(batch.AccountId, command.Id, cancellationToken);
        return refused;
    }

    /// <summary>Retries every failed batch of the operation that may be; answers one result for each.</summary>
    public async Task<IReadOnlyList<RetryResult>> RetryAllAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var results = new List<RetryResult>();
        var query = new BatchQuery
        {
            OperationId = operation,
            Statuses = [BatchStatus.Failed, BatchStatus.CompletedWithErrors],
            Limit = PageSize,
        };
        while (true)
        {
            var page = await batches.ListAsync(query, cancellationToken);
            foreach (var batch in page)
                results.Add(await RetryAsync(batch.Id, force: false, cancellationToken));
            if (page.Count < PageSize)
                return results;
            query = query with { After = (page[^1].AccountId, page[^1].Number) };
        }
    }
}
