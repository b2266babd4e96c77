using Batchline.Api.Requests;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.Api.Operations;

internal sealed record OperationListQuery(IReadOnlyCollection<OperationStatus> Statuses, OperationId? Before, int Limit)
{
    public static ValueTask<OperationListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new OperationListQuery(read.NameList<OperationStatus>("status"), ReadBefore(read), read.Limit());
        read.Finish();
        return ValueTask.FromResult<OperationListQuery?>(query);
    }

    public static string CursorOf(Operation operation) => Cursor.Encode(operation.Id.Value);

    private static OperationId? ReadBefore(ParameterReader read)
    {
        if (read.CursorParts(1) is not [var text])
            return null;
        if (OperationId.TryParse(text, out var id))
            return id;
        read.BadCursor();
        return null;
    }
}
