using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Batches;

/// <summary>A batch named in the path.</summary>
internal sealed record BatchRoute(BatchId Id)
{
    public static ValueTask<BatchRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new BatchRoute(read.Route<BatchId>("batchId", BatchId.TryParse));
        read.Finish();
        return ValueTask.FromResult<BatchRoute?>(route);
    }
}
