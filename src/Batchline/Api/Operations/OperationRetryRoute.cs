using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Operations;

/// <summary>A request to retry every failed batch of an operation.</summary>
/// <param name="Force">Beyond the limit of retries too.</param>
internal sealed record OperationRetryRoute(OperationId Id, bool Force)
{
    public static ValueTask<OperationRetryRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new OperationRetryRoute(read.Route<OperationId>("operationId", OperationId.TryParse), read.Flag("force") ?? false);
        read.Finish();
        return ValueTask.FromResult<OperationRetryRoute?>(route);
    }
}
