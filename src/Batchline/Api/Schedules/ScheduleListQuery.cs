using Batchline.Api.Requests;
using Batchline.Engine.Ids;
using Batchline.Engine.Schedules;

namespace Batchline.Api.Schedules;

internal sealed record ScheduleListQuery(ScheduleId? After, int Limit)
{
    public static ValueTask<ScheduleListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new ScheduleListQuery(ReadAfter(read), read.Limit());
        read.Finish();
        return ValueTask.FromResult<ScheduleListQuery?>(query);
    }

    public static string CursorOf(Schedule schedule) => Cursor.Encode(schedule.Id.Value);

    private static ScheduleId? ReadAfter(ParameterReader read)
    {
        if (read.CursorParts(1) is not [var text])
            return null;
        if (ScheduleId.TryParse(text, out var id))
            return id;
        read.BadCursor();
        return null;
    }
}
