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
        new("Cluster")
        {
            Description = "Each process answers for itself; one that does not within a second is `silent`. Outside `Hosting:Mode=Cluster` only the process that answers is listed.",
            Example = """
                {"mode":"cluster","leader":"10.0.0.5:11111@145681234","due":0,
                 "silos":[{"id":"10.0.0.5:11111@145681234","address":"10.0.0.5:11111","version":"1.0.0","status":"active","accounts":1000,"moved":12,
                   "startedAt":"2026-11-25T15:40:00.000Z"}]}
                """,
        },
        new("Live") { Description = "For a supervisor: restart the process when it does not answer.", Example = """{"status":"ok"}""" },
        new("Ready")
        {
            Description = "For a load balancer: send nothing here while it answers 503.",
            Example = """{"status":"ok"}""",
            Problems = [new(503, ErrorCodes.StoreUnavailable, "The database does not answer."), new(503, ErrorCodes.Stopping, "The server is stopping."), new(503, ErrorCodes.NotInCluster, "The process does not belong to its cluster, or not yet.")],
        },
    ];
}
