using Batchline.Api.Errors;

namespace Batchline.Api.Reference.Notes;

internal static class BatchNotes
{
    public const string Batch = """
        {"batchId":"6925c1a1f0e1d2c3b4a59690","operationId":"6925c1a0f0e1d2c3b4a59687","accountId":"6925c0fff0e1d2c3b4a59601","batchNumber":2,
         "status":"completed_with_errors","jobUUIDs":["9A1B2C","9A1B2D"],"completedJobs":["9A1B2D"],"failedJobs":["9A1B2C"],"missingJobs":[],
         "errors":["9A1B2C: Workiz answered 500"],"retryCount":0,"autoRetries":3,"startTime":"2026-11-25T15:30:10.000Z",
         "endTime":"2026-11-25T15:31:40.000Z","nextAttemptAt":null}
        """;

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("GetBatch")
        {
            Description = "A batch that is being worked on shows every job that has an outcome already.",
            Example = Batch,
            Problems = [new(404, ErrorCodes.NotFound, "There is no such batch.")],
        },
        new("ProcessBatch")
        {
            Description = "Runs a `pending` or `processing` batch inside this request, within `Process:SliceBudget`. 202 with `remaining` when the time "
                + "was over first: call again. `nextBatchId` is the account's lowest pending batch.",
            Example = """
                {"batchId":"6925c1a1f0e1d2c3b4a59690","status":"completed","completedJobs":["9A1B2C","9A1B2D"],"failedJobs":[],"missingJobs":[],
                 "errors":[],"nextBatchId":"6925c1a1f0e1d2c3b4a59691"}
                """,
            Problems =
            [
                new(404, ErrorCodes.NotFound, "There is no such batch."),
                new(409, ErrorCodes.BatchNotPending, "The batch has ended, or its operation is paused."),
                new(409, ErrorCodes.AccountLeased, "Somebody else is working on the account right now."),
                new(409, ErrorCodes.AccountWaiting, "The account may not send now; `Retry-After` says for how long."),
            ],
        },
        new("RetryBatch")
        {
            Description = "Takes a `failed` or `completed_with_errors` batch back to `pending`; only its jobs that are not done are asked for again.",
            Query = [ParameterNote.Flag("force", "Beyond `Process:MaxRetries` too.")],
            Example = """{"batchId":"6925c1a1f0e1d2c3b4a59690","status":"pending","retryCount":1,"message":"The jobs that are not done will be asked for again."}""",
            Problems =
            [
                new(404, ErrorCodes.NotFound, "There is no such batch."),
                new(409, ErrorCodes.BatchNotFailed, "The batch has no failed jobs, or runs."),
                new(409, ErrorCodes.RetryLimit, "The batch was retried `Process:MaxRetries` times."),
                new(409, ErrorCodes.AccountBusy, "Another operation runs on the account."),
                new(409, ErrorCodes.BadTransition, "The operation was cancelled."),
            ],
        },
    ];
}
