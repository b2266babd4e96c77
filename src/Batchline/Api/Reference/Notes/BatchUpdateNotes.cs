using Batchline.Api.Errors;
using Batchline.Api.Operations;
using Batchline.Engine.Operations;

namespace Batchline.Api.Reference.Notes;

internal static class BatchUpdateNotes
{
    private const string Progress = """
        {"operationId":"6925c1a0f0e1d2c3b4a59687","status":"processing","strategy":"each",
         "startTime":"2026-11-25T15:30:00.000Z","endTime":null,"elapsedSeconds":12.3,"etaSeconds":88.0,
         "progress":0.42,"completionRate":0.4,"errorRate":0.02,
         "accounts":{"total":2,"processing":1,"completed":1,"paused":0,"blocked":0,"cancelled":0},
         "batches":{"total":12,"pending":6,"processing":1,"completed":4,"completedWithErrors":1,"failed":0,"cancelled":0},
         "jobs":{"total":118,"completed":47,"unchanged":31,"missing":1,"failed":2,"pending":68},
         "calls":{"total":52,"rateLimited":0,"retried":1},"retries":1,"averageBatchSeconds":10.2,
         "accountStates":[{"accountId":"6925c0fff0e1d2c3b4a59601","name":"My company","status":"processing","currentBatch":3,"totalBatches":6,
           "lastBatchCompleted":2,"nextBatchToProcess":4,"startTime":"2026-11-25T15:30:00.000Z","endTime":null,
           "jobs":{"total":60,"completed":20,"unchanged":12,"missing":0,"failed":1,"pending":39},
           "waitingReason":"quota","waitingSince":"2026-11-25T15:32:10.000Z","waitingUntil":"2026-11-25T15:33:09.000Z",
           "waitingFor":"Waiting since 15:32 UTC because its Workiz quota is used up; the next request will be sent by 15:34 UTC.",
           "dueAt":"2026-11-25T15:33:09.000Z",
           "oddRows":{"total":1,"first":[{"page":1,"row":61,"reason":"It has no UUID."}]},"error":null}],
         "failedBatches":[{"batchId":"6925c1a1f0e1d2c3b4a59690","accountId":"6925c0fff0e1d2c3b4a59601","batchNumber":2,
           "status":"completed_with_errors","retryCount":0,"errors":["9A1B2C: Workiz answered 500"]}]}
        """;

    private static readonly EndpointNote Init = new("InitBatchUpdate")
    {
        Description = "Starts an operation over all enabled accounts, or those named. Answers at once however many jobs there are: "
            + "planning and work go on in slices. Without a body every enabled account is updated, one `job/get` for each known job. "
            + "`skipped` names at most 100 of the accounts that were left out, `skippedTotal` counts all of them. "
            + "With `preview=true` nothing is created: 200 tells what it would come to, by the arithmetic of the ETA, from what is stored.",
        Query = [ParameterNote.Flag("preview", "Only tell how many calls and how much time it would take.")],
        Headers = [ParameterNote.Text("Idempotency-Key", "The same key gives the same operation: 1 to 200 printable characters.")],
        Body = typeof(InitBatchUpdateBody),
        BodyRequired = false,
        BodyExample = """{"accountIds":["6925c0fff0e1d2c3b4a59601"],"batchSize":10,"strategy":"listFirst","onBusy":"skip"}""",
        Example = """{"operationId":"6925c1a0f0e1d2c3b4a59687","status":"planning","accounts":2,"jobs":0,"batches":0,"skipped":[],"skippedTotal":0}""",
        OkExample = """
            {"strategy":"each","accounts":1,"jobs":60,"calls":60,"etaSeconds":125.0,"skipped":[],
             "accountEstimates":[{"accountId":"6925c0fff0e1d2c3b4a59601","name":"My company","jobs":60,"calls":60,"etaSeconds":125.0}]}
            """,
        Problems =
        [
            new(400, ErrorCodes.NoAccounts, "No account is enabled, or none of those named."),
            new(409, ErrorCodes.AccountBusy, "Another operation runs on one of the accounts; `operationId` names it."),
            new(409, ErrorCodes.KeyReused, "The Idempotency-Key came before with another request."),
        ],
    };

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        Init,
        Init with { Name = "InitiateBatchUpdate" },
        new("GetBatchProgress")
        {
            Description = "Computed at most once a second, and with many accounts at most as often as takes a tenth of the time. `progress` and `etaSeconds` are null until every account is planned. "
                + "`accountStates` is limited by `limit` and `status`, `failedBatches` to 50.",
            Query = [ParameterNote.OneOf<AccountStateStatus>("status", "Only account states of this status."), ParameterNote.Limit],
            Example = Progress,
            Problems = [new(404, ErrorCodes.NotFound, "There is no such operation.")],
        },
        new("WatchBatchProgress")
        {
            Description = "Server-sent events: `progress` with the same body at every change, at most one a second; `done` at the end, then it closes.",
            Query = [ParameterNote.OneOf<AccountStateStatus>("status", "Only account states of this status."), ParameterNote.Limit],
            Headers = [ParameterNote.Text("Last-Event-ID", "The last event that was heard, as browsers send it. 204 when that was the end.")],
            MediaType = "text/event-stream",
            Example = "event: progress\nid: 1\ndata: {\"operationId\":\"6925c1a0f0e1d2c3b4a59687\",\"status\":\"processing\"}\n\n",
            Problems =
            [
                new(404, ErrorCodes.NotFound, "There is no such operation."),
                new(503, ErrorCodes.TooManyStreams, "`Hosting:MaxEventStreams` streams are open; `Retry-After` says when to try again."),
            ],
        },
    ];
}
