using System.Text.Json;
using Batchline.Api.Answers;
using Batchline.Api.Errors;
using Batchline.Api.Operations;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Api.Reference.Notes;

internal static class OperationNotes
{
    private static readonly string Processing = JsonSerializer.Serialize(
        OperationView.Of(new Operation
        {
            Id = new OperationId("6925c1a0f0e1d2c3b4a59687"),
            Status = OperationStatus.Processing,
            BatchSize = 10,
            Accounts = 2,
            StartTime = new DateTimeOffset(2026, 11, 25, 15, 30, 0, TimeSpan.Zero),
        }),
        ApiJson.Writing);

    private static readonly ProblemNote Unknown = new(404, ErrorCodes.NotFound, "There is no such operation.");
    private static readonly ProblemNote Refused = new(409, ErrorCodes.BadTransition, "The status of the operation does not allow it.");

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("ListOperations")
        {
            Description = "Pages of operations without their progress.",
            Query = [ParameterNote.NameList<OperationStatus>("status", "Only of these statuses."), ParameterNote.Limit, ParameterNote.Cursor],
            Example = $$"""{"items":[{{Processing}}],"nextCursor":null}""",
        },
        new("ListBatches")
        {
            Description = "By account, then by number. Batches that are being worked on are shown as they stand now.",
            Query =
            [
                ParameterNote.NameList<BatchStatus>("status", "Only of these statuses."), ParameterNote.Account, ParameterNote.Limit, ParameterNote.Cursor,
                ParameterNote.Text("fromNumber", "With `accountId`: the batches from this number on."),
            ],
            Example = $$"""{"items":[{{BatchNotes.Batch}}],"nextCursor":null}""",
            Problems = [Unknown],
        },
        new("GetOperation") { Description = "An operation without its progress.", Example = Processing, Problems = [Unknown] },
        new("GetBatchMap")
        {
            Description = "One letter for each batch, from number 1: `p` pending, `r` processing, `c` completed, `e` completed with errors, "
                + "`f` failed, `x` cancelled. `timeline` counts jobs by the time their batch ended.",
            Query = [ParameterNote.Account],
            Example = """
                {"accounts":[{"accountId":"6925c0fff0e1d2c3b4a59601","statuses":"ccecrppp"}],
                 "timeline":{"from":"2026-11-25T15:30:00.000Z","bucketSeconds":5,"done":[0,10,9],"failed":[0,0,1]},"more":false}
                """,
            Problems = [Unknown],
        },
        new("PauseOperation")
        {
            Description = "Each account starts at most one more request; the operation is `paused` when all have acknowledged.",
            Example = Processing,
            Problems = [Unknown, Refused],
        },
        new("ResumeOperation")
        {
            Description = "Goes on with a paused operation, and gives its blocked accounts another try.",
            Query = [ParameterNote.Flag("force", "Blocked accounts go on with the key they have, even if it seems to be another account's.")],
            Example = Processing,
            Problems = [Unknown, Refused],
        },
        new("CancelOperation")
        {
            Description = "Each account starts at most one more request; what is done stays stored.",
            Example = Processing,
            Problems = [Unknown, Refused],
        },
        new("RetryOperation")
        {
            Description = "Takes every `failed` and `completed_with_errors` batch back to `pending`. `more`: the time was over first, call again.",
            Query = [ParameterNote.Flag("force", "Beyond `Process:MaxRetries` too.")],
            Example = """{"operationId":"6925c1a0f0e1d2c3b4a59687","retried":3,"refused":0,"more":false}""",
            Problems =
            [
                Unknown,
                new(409, ErrorCodes.BatchNotFailed, "The operation has no failed batch."),
                new(409, ErrorCodes.RetryLimit, "They were retried `Process:MaxRetries` times."),
                new(409, ErrorCodes.AccountBusy, "Another operation runs on the account."),
                new(409, ErrorCodes.BadTransition, "The operation was cancelled."),
            ],
        },
    ];
}
