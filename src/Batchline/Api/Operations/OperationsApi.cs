using Batchline.Api.Answers;
using Batchline.Api.Batches;
using Batchline.Api.BatchProgress;
using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Progress;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Operations;

/// <summary>Reads and steers operations.</summary>
internal static class OperationsApi
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operations").WithTags("Operations");
        group.MapGet("/", ListAsync).AddEndpointFilter<AnswerTag>().WithName("ListOperations").WithSummary("Lists operations, newest first");
        group.MapGet("/{operationId}", GetAsync).WithName("GetOperation").WithSummary("Reads an operation");
        group.MapGet("/{operationId}/batches", ListBatchesAsync).WithName("ListBatches").WithSummary("Lists the batches of an operation");
        group.MapPost("/{operationId}/pause", PauseAsync).WithName("PauseOperation").WithSummary("Pauses an operation");
        group.MapPost("/{operationId}/resume", ResumeAsync).WithName("ResumeOperation").WithSummary("Resumes an operation and unblocks its accounts");
        group.MapPost("/{operationId}/cancel", CancelAsync).WithName("CancelOperation").WithSummary("Cancels an operation");
        group.MapPost("/{operationId}/retry", RetryAsync).WithName("RetryOperation").WithSummary("Retries all failed batches of an operation");
    }

    private static async Task<Ok<PageView<OperationView>>> ListAsync(
        OperationListQuery query, IOperationStore operations, CancellationToken cancellationToken)
    {
        var rows = await operations.ListAsync(query.Statuses, query.Before, query.Limit + 1, cancellationToken);
        return TypedResults.Ok(PageView<OperationView>.Of(rows, query.Limit, OperationView.Of, operation => Cursor.Encode(operation.Id.Value)));
    }

    private static async Task<Results<Ok<OperationView>, ProblemHttpResult>> GetAsync(
        IdRoute<OperationId> route, IOperationStore operations, CancellationToken cancellationToken) =>
        await operations.GetAsync(route.Id, cancellationToken) is { } operation
            ? TypedResults.Ok(OperationView.Of(operation))
            : Problem.NotFound("operation");

    private static async Task<Results<Ok<PageView<BatchView>>, ProblemHttpResult>> ListBatchesAsync(
        BatchListQuery query, IOperationStore operations, BatchReader batches, CancellationToken cancellationToken)
    {
        if (await operations.GetAsync(query.Query.OperationId, cancellationToken) is null)
            return Problem.NotFound("operation");
        var limit = query.Query.Limit;
        var rows = await batches.ListAsync(query.Query with { Limit = limit + 1 }, cancellationToken);
        return TypedResults.Ok(PageView<BatchView>.Of(rows, limit, BatchView.Of, BatchListQuery.CursorOf));
    }

    private static Task<Results<Accepted<OperationView>, ProblemHttpResult>> PauseAsync(
        IdRoute<OperationId> route, OperationControl control, ControlAnswer answer, CancellationToken cancellationToken) =>
        answer.AnswerAsync(route.Id, control.PauseAsync(route.Id, cancellationToken));

    private static Task<Results<Accepted<OperationView>, ProblemHttpResult>> ResumeAsync(
        ForceRoute<OperationId> route, OperationControl control, ControlAnswer answer, CancellationToken cancellationToken) =>
        answer.AnswerAsync(route.Id, control.ResumeAsync(route.Id, route.Force, cancellationToken));

    private static Task<Results<Accepted<OperationView>, ProblemHttpResult>> CancelAsync(
        IdRoute<OperationId> route, OperationControl control, ControlAnswer answer, CancellationToken cancellationToken) =>
        answer.AnswerAsync(route.Id, control.CancelAsync(route.Id, cancellationToken));

    private static async Task<Results<Accepted<OperationRetryView>, ProblemHttpResult>> RetryAsync(
        ForceRoute<OperationId> route, IOperationStore operations, FailedBatchRetrier retrier, OperationControl control, ChangeFollowUp followUp, CancellationToken cancellationToken)
    {
        if (await operations.GetAsync(route.Id, cancellationToken) is null)
            return Problem.NotFound("operation");
        var failed = await retrier.RetryAsync(route.Id, route.Force, cancellationToken);
        var reopened = await control.ReopenAsync(route.Id, cancellationToken);
        await followUp.ChangedAsync(route.Id, failed.Accounts);
        return failed is { Retried: 0, More: false } && !reopened
            ? RetryAnswer.Refusal(failed.Refused.Count > 0 ? failed.Refused[0] : null)
            : TypedResults.Accepted(
                ProgressApi.PathOf(route.Id), new OperationRetryView(route.Id.Value, failed.Retried, failed.Refused.Count, failed.More));
    }
}
