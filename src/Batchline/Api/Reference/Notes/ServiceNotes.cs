using Batchline.Api.Errors;

namespace Batchline.Api.Reference.Notes;

internal static class ServiceNotes
{
    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("Tick")
        {
            Description = "Does within `Process:SliceBudget` whatever background services do elsewhere. Ticks may overlap, come twice or late.",
            Example = """{"accounts":2,"jobs":37,"remainingDue":0}""",
        },
        new("ListNotifications")
        {
            Description = "The delivery log of `Notify:Url`, kept for 30 days.",
            Query = [ParameterNote.Limit, ParameterNote.Cursor],
            Example = """
                {"items":[{"id":"6925c1a5f0e1d2c3b4a59699","type":"operation.ended","subject":"6925c1a0f0e1d2c3b4a59687","status":"delivered",
                  "attempts":1,"result":"200 OK","createdAt":"2026-11-25T15:41:00.000Z","nextAttemptAt":null,"endedAt":"2026-11-25T15:41:01.000Z"}],
                 "nextCursor":null}
                """,
        },
        new("Live") { Description = "For a supervisor: restart the process when it does not answer.", Example = """{"status":"ok"}""" },
        new("Ready")
        {
            Description = "For a load balancer: send nothing here while it answers 503.",
            Example = """{"status":"ok"}""",
            Problems = [new(503, ErrorCodes.StoreUnavailable, "The database does not answer."), new(503, ErrorCodes.Stopping, "The server is stopping.")],
        },
    ];
}
