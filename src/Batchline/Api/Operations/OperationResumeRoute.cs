using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Operations;

/// <summary>A request to let an operation go on.</summary>
/// <param name="Force">Blocked accounts go on with the key they have, even if it seems to be another account's.</param>
internal sealed record OperationResumeRoute(OperationId Id, bool Force)
{
    public static ValueTask<OperationResumeRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new OperationResumeRoute(read.Route<OperationId>("operationId", OperationId.TryParse), read.Flag("force") ?? false);
        read.Finish();
        return ValueTask.FromResult<OperationResumeRoute?>(route);
    }
}
