using Batchline.Api.Errors;
using Batchline.Api.Schedules;

namespace Batchline.Api.Reference.Notes;

internal static class ScheduleNotes
{
    private const string Schedule = """
        {"id":"6925c0fff0e1d2c3b4a59701","name":"nightly","cron":"0 2 * * *","timeZone":"Europe/Berlin","accountIds":null,"strategy":"listFirst",
         "full":false,"enabled":true,"createdAt":"2026-11-20T09:00:00.000Z","nextRunAt":"2026-11-26T01:00:00.000Z",
         "lastRunAt":"2026-11-25T01:00:01.000Z","lastOperationId":"6925c1a0f0e1d2c3b4a59687","lastError":null}
        """;

    private static readonly ProblemNote Unknown = new(404, ErrorCodes.NotFound, "There is no such schedule.");

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("CreateSchedule")
        {
            Description = "Each run starts one operation, however many processes serve; runs that were missed are made up by one. Busy accounts are left out.",
            Body = typeof(ScheduleBody),
            BodyExample = """{"name":"nightly","cron":"0 2 * * *","timeZone":"Europe/Berlin"}""",
            Example = Schedule,
        },
        new("ListSchedules")
        {
            Description = "Pages of schedules.",
            Query = [ParameterNote.Limit, ParameterNote.Cursor],
            Example = $$"""{"items":[{{Schedule}}],"nextCursor":null}""",
        },
        new("GetSchedule") { Description = "`lastError` says why the last run started no operation.", Example = Schedule, Problems = [Unknown] },
        new("ChangeSchedule")
        {
            Description = "Only the fields of the body change; null for `accountIds` means every enabled account.",
            Body = typeof(ScheduleBody),
            BodyExample = """{"enabled":false}""",
            Example = Schedule,
            Problems = [Unknown],
        },
        new("RemoveSchedule") { Description = "What it started goes on.", Problems = [Unknown] },
    ];
}
