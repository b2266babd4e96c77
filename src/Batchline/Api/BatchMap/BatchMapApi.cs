using Batchline.Api.Answers;
using Batchline.Api.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.BatchMap;

/// <summary>Shows all batches of an operation at once.</summary>
internal static class BatchMapApi
{
    public static void MapBatchMap(this IEndpointRouteBuilder routes) => routes
        .MapGet("/operations/{operationId}/batch-map", GetAsync).AddEndpointFilter<AnswerTag>().WithTags("Operations")
        .WithName("GetBatchMap").WithSummary("Shows the status of every batch of an operation, and what they did over time");

    private static async Task<Results<Ok<BatchMapView>, ProblemHttpResult>> GetAsync(
        BatchMapQuery query, BatchMapSource source, CancellationToken cancellationToken) =>
        await source.GetAsync(query, cancellationToken) is { } map ? TypedResults.Ok(map) : Problem.NotFound("operation");
}
