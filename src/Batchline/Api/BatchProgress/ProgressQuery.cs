using Batchline.Api.Requests;
using Batchline.Engine.Operations;

namespace Batchline.Api.BatchProgress;

/// <summary>Whose progress to read, and which account states to show.</summary>
internal sealed record ProgressQuery(OperationId Id, AccountStateStatus? Status, int Limit)
{
    public static ValueTask<ProgressQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new ProgressQuery(
            read.Route<OperationId>(), read.Name<AccountStateStatus>("status"), read.Limit());
        read.Finish();
        return ValueTask.FromResult<ProgressQuery?>(query);
    }
}
