using Batchline.Api.Answers;
using Batchline.Api.Errors;
using Batchline.Api.Limits;
using Batchline.Engine.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Jobs;

/// <summary>Reads stored jobs.</summary>
internal static class JobsApi
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Jobs");
        group.MapGet("/jobs", ListAsync).WithName("ListJobs").WithSummary("Lists jobs, newest JobDateTime first").WithMetadata(new OwnLine());
        group.MapGet("/accounts/{accountId}/jobs/{uuid}", GetAsync).WithName("GetJob").WithSummary("Reads a job with every field of Workiz");
    }

    private static async Task<Ok<PageView<JobView>>> ListAsync(JobPageQuery query, IJobStore jobs, CancellationToken cancellationToken)
    {
        var limit = query.Query.Limit;
        var rows = await jobs.ListAsync(query.Query with { Limit = limit + 1 }, cancellationToken);
        return TypedResults.Ok(PageView<JobView>.Of(rows, limit, JobView.Of, JobPageQuery.CursorOf));
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> GetAsync(
        JobRoute route, IJobStore jobs, CancellationToken cancellationToken) =>
        await jobs.GetAsync(route.Account, route.Uuid, cancellationToken) is { } job
            ? TypedResults.Ok(JobView.Of(job))
            : Problem.NotFound("job");
}
