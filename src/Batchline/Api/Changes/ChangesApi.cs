using Batchline.Api.Errors;
using Batchline.Engine.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Changes;

/// <summary>Tells followers what changed.</summary>
internal static class ChangesApi
{
    public static void MapChanges(this IEndpointRouteBuilder routes) => routes.MapGet("/changes", ListAsync).WithTags("Jobs")
        .WithName("ListChanges").WithSummary("Lists changes of jobs, oldest first: the same sequence for everybody");

    private static async Task<Results<Ok<ChangePageView>, ProblemHttpResult>> ListAsync(
        ChangeListQuery query, IChangeFeed feed, CancellationToken cancellationToken)
    {
        if (query.Latest)
        {
            var newest = await feed.ReadAsync(query.Query with { Limit = 0 }, cancellationToken);
            return TypedResults.Ok(new ChangePageView([], ChangeListQuery.CursorOf(newest.Next)));
        }

        var page = await feed.ReadAsync(query.Query, cancellationToken);
        return page.Lost
            ? Problem.Of(
                StatusCodes.Status410Gone,
                ErrorCodes.ChangesGone,
                "What followed this cursor is deleted, or the database is another one. Read all jobs again, then follow from since=latest on.")
            : TypedResults.Ok(new ChangePageView([.. page.Items.Select(ChangeView.Of)], ChangeListQuery.CursorOf(page.Next)));
    }
}
