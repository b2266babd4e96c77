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
        new("Live") { Description = "For a supervisor: restart the process when it does not answer.", Example = """{"status":"ok"}""" },
        new("Ready")
        {
            Description = "For a load balancer: send nothing here while it answers 503.",
            Example = """{"status":"ok"}""",
            Problems = [new(503, ErrorCodes.StoreUnavailable, "The database does not answer."), new(503, ErrorCodes.Stopping, "The server is stopping.")],
        },
    ];
}
