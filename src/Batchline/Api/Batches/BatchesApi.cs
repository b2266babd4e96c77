using System.Globalization;
using Batchline.Api.BatchProgress;
using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Drivers;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Progress;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Batches;

/// <summary>Reads, processes and retries single batches.</summary>
internal static class BatchesApi
{
    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Batches");
        group.MapGet("/batches/{batchId}", GetAsync).WithName("GetBatch").WithSummary("Reads a batch as it stands now");
        group.MapPost("/process-batch/{batchId}", ProcessAsync).WithName("ProcessBatch").WithSummary("Runs a batch inside this request");
        group.MapPost("/retry-batch/{batchId}", RetryAsync).WithName("RetryBatch").WithSummary("Takes a batch with failed jobs back to pending");
    }

    private static async Task<Results<Ok<BatchView>, ProblemHttpResult>> GetAsync(
        IdRoute<BatchId> route, BatchReader batches, CancellationToken cancellationToken) =>
        await batches.GetAsync(route.Id, cancellationToken) is { } batch
            ? TypedResults.Ok(BatchView.Of(batch))
            : Problem.NotFound("batch");

    private static async Task<Results<Ok<ProcessBatchView>, Accepted<ProcessBatchView>, ProblemHttpResult>> ProcessAsync(
        IdRoute<BatchId> route, BatchProcessor processor, SelfTrigger trigger, ProgressSource progress, HttpContext context,
        IHostApplicationLifetime lifetime)
    {
        // A trigger does not wait for its answer: the batch runs on when the caller hangs up, within the slice's budget.
        var result = await processor.ProcessAsync(route.Id, lifetime.ApplicationStopping);
        if (result.Trigger is { } follower)
            await trigger.SendAsync(follower, SelfTrigger.HopOf(context.Request), lifetime.ApplicationStopping);
        switch (result)
        {
            case ProcessBatchResult.Ended(var batch, var next):
                progress.Forget(batch.OperationId);
                return TypedResults.Ok(ProcessBatchView.Of(batch, next));
            case ProcessBatchResult.Unfinished(var batch, var remaining, var next):
                progress.Forget(batch.OperationId);
                return TypedResults.Accepted($"/api/batches/{batch.Id}", ProcessBatchView.Unfinished(batch, remaining, next));
            case ProcessBatchResult.Waiting(var reason, var time):
                var seconds = Math.Max(1, Math.Ceiling(time?.TotalSeconds ?? 0));
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return Problem.Conflict(
                    ErrorCodes.AccountWaiting,
                    "The account may not send requests to Workiz now.",
                    ("waitingReason", Names<WaitingReason>.Of(reason)));
            default:
                return Refusal(result);
        }
    }

    private static ProblemHttpResult Refusal(ProcessBatchResult result) => result switch
    {
        ProcessBatchResult.NotPending(var status) => Problem.Conflict(
            ErrorCodes.BatchNotPending,
            $"Only pending and processing batches are run; this one is {Names<BatchStatus>.Of(status)}.",
            ("batchStatus", Names<BatchStatus>.Of(status))),
        ProcessBatchResult.Halted => Problem.Conflict(ErrorCodes.BatchNotPending, "The operation of the batch is paused, or stopped because too much failed."),
        ProcessBatchResult.Leased => Problem.Conflict(ErrorCodes.AccountLeased, "Somebody else is working on the account right now."),
        _ => Problem.NotFound("batch"),
    };

    private static async Task<Results<Accepted<RetryBatchView>, ProblemHttpResult>> RetryAsync(
        ForceRoute<BatchId> route, BatchReader batches, BatchRetrier retrier, ChangeFollowUp followUp, CancellationToken cancellationToken)
    {
        var result = await retrier.RetryAsync(route.Id, route.Force, cancellationToken);
        if (result is not RetryResult.Accepted(var id, var retryCount))
            return RetryAnswer.Refusal(result);
        if (await batches.GetAsync(id, cancellationToken) is { } batch)
            await followUp.ChangedAsync(batch.OperationId, [batch.AccountId]);
        return TypedResults.Accepted(
            $"/api/batches/{id}",
            new RetryBatchView(id.Value, Names<BatchStatus>.Of(BatchStatus.Pending), retryCount, "The jobs that are not done will be asked for again."));
    }
}
