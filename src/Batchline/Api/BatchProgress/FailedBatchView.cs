using Batchline.Api.Requests;
using Batchline.Engine.Batches;

namespace Batchline.Api.BatchProgress;

internal sealed record FailedBatchView(
    string BatchId, string AccountId, int BatchNumber, string Status, int RetryCount, IReadOnlyList<string> Errors)
{
    public static FailedBatchView Of(Batch batch) => new(
        batch.Id.Value, batch.AccountId.Value, batch.Number, Names<BatchStatus>.Of(batch.Status), batch.RetryCount, batch.Errors);
}
