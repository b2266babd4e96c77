using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Batches;

/// <summary>A request to retry one batch.</summary>
/// <param name="Force">Beyond the limit of retries too.</param>
internal sealed record RetryBatchRoute(BatchId Id, bool Force)
{
    public static ValueTask<RetryBatchRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new RetryBatchRoute(read.Route<BatchId>("batchId", BatchId.TryParse), read.Flag("force") ?? false);
        read.Finish();
        return ValueTask.FromResult<RetryBatchRoute?>(route);
    }
}
