using Batchline.Engine.Batches;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Progress;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Api.Operations;

/// <summary>Retries all failed batches of an operation, within the time that one request may take.</summary>
internal sealed class FailedBatchRetrier(
    BatchReader batches, BatchRetrier retrier, TimeProvider clock, IOptions<ProcessOptions> process)
{
    private const int PageSize = 200;

    public async Task<FailedBatches> RetryAsync(OperationId operation, bool force, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var retried = 0;
        var accounts = new HashSet<AccountId>();
        var refused = new List<RetryResult>();
        var query = new BatchQuery
        {
            OperationId = operation,
            Statuses = [BatchStatus.Failed, BatchStatus.CompletedWithErrors],
            Limit = PageSize,
        };
        while (await batches.ListAsync(query, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var batch in page)
            {
                if (clock.GetElapsedTime(started) > process.Value.SliceBudget)
                    return new FailedBatches(retried, accounts, refused, More: true);
                var result = await retrier.RetryAsync(batch.Id, force, cancellationToken);
                if (result is not RetryResult.Accepted)
                {
                    refused.Add(result);
                    continue;
                }

                retried++;
                accounts.Add(batch.AccountId);
            }

            query = query with { After = (page[^1].AccountId, page[^1].Number) };
        }

        return new FailedBatches(retried, accounts, refused, More: false);
    }
}
