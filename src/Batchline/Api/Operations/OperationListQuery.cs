using Batchline.Api.Requests;
using Batchline.Engine.Operations;

namespace Batchline.Api.Operations;

internal sealed record OperationListQuery(IReadOnlyCollection<OperationStatus> Statuses, OperationId? Before, int Limit)
{
    public static ValueTask<OperationListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new OperationListQuery(read.NameList<OperationStatus>("status"), read.After<OperationId>(), read.Limit());
        read.Finish();
        return ValueTask.FromResult<OperationListQuery?>(query);
    }
}
