using Batchline.Api.Requests;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;

namespace Batchline.Api.Notifications;

internal sealed record NotificationListQuery(string? Before, int Limit)
{
    public static ValueTask<NotificationListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new NotificationListQuery(ReadBefore(read), read.Limit());
        read.Finish();
        return ValueTask.FromResult<NotificationListQuery?>(query);
    }

    public static string CursorOf(Notice notice) => Cursor.Encode(notice.Id);

    private static string? ReadBefore(ParameterReader read)
    {
        if (read.CursorParts(1) is not [var text])
            return null;
        if (OperationId.TryParse(text, out var id))
            return id.Value;
        read.BadCursor();
        return null;
    }
}
