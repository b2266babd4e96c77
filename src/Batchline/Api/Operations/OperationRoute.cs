using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Operations;

/// <summary>An operation named in the path.</summary>
internal sealed record OperationRoute(OperationId Id)
{
    public static ValueTask<OperationRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new OperationRoute(read.Route<OperationId>("operationId", OperationId.TryParse));
        read.Finish();
        return ValueTask.FromResult<OperationRoute?>(route);
    }
}
