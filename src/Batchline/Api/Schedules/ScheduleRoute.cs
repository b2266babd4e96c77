using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Schedules;

/// <summary>A schedule named in the path.</summary>
internal sealed record ScheduleRoute(ScheduleId Id)
{
    public static ValueTask<ScheduleRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new ScheduleRoute(read.Route<ScheduleId>("scheduleId", ScheduleId.TryParse));
        read.Finish();
        return ValueTask.FromResult<ScheduleRoute?>(route);
    }
}
