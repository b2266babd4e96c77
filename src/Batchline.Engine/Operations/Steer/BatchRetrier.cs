using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.Steer;

/// <summary>A person's retry of a batch: a command for the account's next slice, because only the lease holder writes batches.</summary>
public sealed class BatchRetrier(
    IBatchStore batches, OperationReopener reopener, IHeadInbox heads, IdGenerator ids, IOptions<ProcessOptions> options)
{
    /// <param name="id">The batch.</param>
    /// <param name="force">Retry even past the limit.</param>
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

        // Queued before the operation is raised: an operation with a queued retry does not end.
        await heads.AppendAsync([batch.AccountId], command, cancellationToken);
        if (await reopener.RaiseAsync(batch.OperationId, cancellationToken) is not { } refused)
            return new RetryResult.Accepted(id, batch.RetryCount + 1);
        await heads.RemoveAsync(batch.AccountId, command.Id, cancellationToken);
        return refused;
    }
}
