using Batchline.Api.Requests;

namespace Batchline.Api.BatchMap;

/// <summary>Whose batches to show, all together; of one account when given.</summary>
internal sealed record BatchMapQuery(OperationId Operation, AccountId? Account)
{
    public static ValueTask<BatchMapQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new BatchMapQuery(
            read.Route<OperationId>(),
            read.Id<AccountId>());
        read.Finish();
        return ValueTask.FromResult<BatchMapQuery?>(query);
    }
}
