using Batchline.Api.Requests;

namespace Batchline.Api.Schedules;

/// <summary>A change of a schedule, read; it is checked over the schedule as it stands.</summary>
internal sealed record SchedulePatch(ScheduleId Id, ScheduleBody Body)
{
    public static async ValueTask<SchedulePatch?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var id = read.Route<ScheduleId>();
        var body = await RequestBody.ReadAsync<ScheduleBody>(context.Request);
        read.Finish();
        return new SchedulePatch(id, body);
    }
}
