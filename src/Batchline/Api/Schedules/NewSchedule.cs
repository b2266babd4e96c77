using Batchline.Api.Requests;

namespace Batchline.Api.Schedules;

/// <summary>A schedule to make, read; its fields are checked when it is made.</summary>
internal sealed record NewSchedule(ScheduleBody Body)
{
    public static async ValueTask<NewSchedule?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var body = await RequestBody.ReadAsync<ScheduleBody>(context.Request);
        if (!body.Name.IsSet)
            read.Faults.Add("name", "is required");
        if (!body.Cron.IsSet)
            read.Faults.Add("cron", "is required");
        read.Finish();
        return new NewSchedule(body);
    }
}
