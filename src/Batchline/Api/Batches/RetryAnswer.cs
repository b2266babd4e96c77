using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Batches;

/// <summary>Says why a batch is not retried.</summary>
internal static class RetryAnswer
{
    /// <param name="result">Null: there was no failed batch at all.</param>
    public static ProblemHttpResult Refusal(RetryResult? result) => result switch
    {
        null => Problem.Conflict(ErrorCodes.BatchNotFailed, "The operation has no failed batch."),
        RetryResult.NotFailed(var status) => Problem.Conflict(
            ErrorCodes.BatchNotFailed,
            $"Only batches with failed jobs are retried; this one is {Names<BatchStatus>.Of(status)}.",
            ("batchStatus", Names<BatchStatus>.Of(status))),
        RetryResult.LimitReached(var count) => Problem.Conflict(
            ErrorCodes.RetryLimit,
            $"The batch was retried {count} times; ?force=true retries it once more.",
            ("retryCount", count)),
        RetryResult.Ended(var status) => Problem.Conflict(
            ErrorCodes.BadTransition,
            $"The operation is {Names<OperationStatus>.Of(status)}; its batches are not retried.",
            ("operationStatus", Names<OperationStatus>.Of(status))),
        RetryResult.Busy(var by) => Problem.Conflict(
            ErrorCodes.AccountBusy,
            $"The operation {by.OperationId} runs on the account {by.AccountId}.",
            ("operationId", by.OperationId.Value),
            ("accountId", by.AccountId.Value)),
        _ => Problem.NotFound("batch"),
    };
}
