using Batchline.Api.Errors;
using Batchline.Api.Webhooks;

namespace Batchline.Api.Reference.Notes;

internal static class WebhookNotes
{
    private static readonly ProblemNote Unknown = new(404, ErrorCodes.NotFound, "There is no such account.");

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("TakeWebhook")
        {
            Description = "A hint: the job is asked for again within the account's pace, also one never seen before; hints about the same job collapse."
                + " Wants the account's webhook secret as a bearer token. Shown is what Workiz sends; what relays make of it is taken too: a uuid in any"
                + " case at the top level or under data, job, body, payload, event or record, as JSON of any content type or as a form."
                + " A lead's webhook is answered 200 and costs no call.",
            Body = typeof(WorkizWebhookBody),
            BodyExample = """{"trigger":{"type":"jobStatusChanged","timestamp":"2026-11-25T15:41:00Z"},"data":{"uuid":"ABC123","status":"Done"},"metadata":{"automationId":"7","ruleName":"To Batchline"}}""",
            OkExample = """{"ignored":"The webhook is about a lead: Batchline keeps jobs, so there is nothing to be done."}""",
            Problems =
            [
                new(401, ErrorCodes.Unauthorized, "The secret is not the account's, or there is no such account."),
                new(408, ErrorCodes.RequestTimeout, "The body came too slowly."),
                new(413, ErrorCodes.BodyTooLarge, "The body is larger than 256 KB."),
                new(503, ErrorCodes.TooManyHints, "200 jobs of the account wait already; send it again later."),
            ],
        },
        new("MakeWebhookSecret")
        {
            Description = "Enter both in Workiz: Automations, post webhook, auth key. The secret before stops to count.",
            Example = """{"secret":"whsec_…","url":"https://batchline.example/api/webhooks/workiz/6925c0fff0e1d2c3b4a59601"}""",
            Problems = [Unknown],
        },
        new("RemoveWebhookSecret") { Description = "Until a new one is made.", Problems = [Unknown] },
    ];
}
