using Batchline.Api.Errors;
using Batchline.Api.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Batchline.Api.BatchProgress;

/// <summary>Tells how far operations are.</summary>
internal static class ProgressApi
{
    public static void MapProgress(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/batch-progress/{operationId}").WithTags("Batch updates");
        group.MapGet("", GetAsync).WithName("GetBatchProgress").WithSummary("Tells how far an operation is");
        group.MapGet("/events", WatchAsync).WithName("WatchBatchProgress").WithSummary("Streams the progress of an operation until it ends")
            .RequireRateLimiting(RequestLimits.Events);
    }

    public static string PathOf(OperationId id) => $"/api/batch-progress/{id}";

    private static async Task<Results<Ok<ProgressView>, ProblemHttpResult>> GetAsync(
        ProgressQuery query, ProgressSource source, CancellationToken cancellationToken) =>
        await source.GetAsync(query, cancellationToken) is { } snapshot
            ? TypedResults.Ok(snapshot.View)
            : Problem.NotFound("operation");

    private static async Task<Results<ProgressStream, NoContent, ProblemHttpResult>> WatchAsync(
        ProgressQuery query,
        [FromHeader(Name = "Last-Event-ID")] string? lastId,
        ProgressSource source,
        ProgressEvents events,
        CancellationToken cancellationToken)
    {
        if (await source.GetAsync(query, cancellationToken) is not { } first)
            return Problem.NotFound("operation");

        // A viewer that heard of the end and comes again, as browsers do by themselves, is told to stop.
        return first.Ended && lastId == ProgressEvent.IdOf(first, done: true)
            ? TypedResults.NoContent()
            : new ProgressStream(events.WatchAsync(query, first, lastId, cancellationToken));
    }
}
