using Batchline.Api.Answers;
using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Schedules;

/// <summary>Makes, reads, changes and deletes schedules.</summary>
internal static class SchedulesApi
{
    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/schedules").WithTags("Schedules");
        group.MapPost("/", CreateAsync).WithName("CreateSchedule").WithSummary("Makes a schedule");
        group.MapGet("/", ListAsync).WithName("ListSchedules").WithSummary("Lists schedules, oldest first");
        group.MapGet("/{scheduleId}", GetAsync).WithName("GetSchedule").WithSummary("Reads a schedule");
        group.MapPatch("/{scheduleId}", ChangeAsync).WithName("ChangeSchedule").WithSummary("Changes a schedule");
        group.MapDelete("/{scheduleId}", RemoveAsync).WithName("RemoveSchedule").WithSummary("Deletes a schedule; what it started goes on");
    }

    private static async Task<Created<ScheduleView>> CreateAsync(
        NewSchedule wanted, ScheduleEditor editor, CancellationToken cancellationToken)
    {
        var schedule = await editor.CreateAsync(wanted.Body, cancellationToken);
        return TypedResults.Created($"/api/schedules/{schedule.Id}", ScheduleView.Of(schedule));
    }

    private static async Task<Ok<PageView<ScheduleView>>> ListAsync(
        PageQuery<ScheduleId> query, IScheduleStore schedules, CancellationToken cancellationToken)
    {
        var rows = await schedules.ListAsync(query.After, query.Limit + 1, cancellationToken);
        return TypedResults.Ok(PageView<ScheduleView>.Of(rows, query.Limit, ScheduleView.Of, schedule => Cursor.Encode(schedule.Id.Value)));
    }

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> GetAsync(
        IdRoute<ScheduleId> route, IScheduleStore schedules, CancellationToken cancellationToken) =>
        await schedules.GetAsync(route.Id, cancellationToken) is { } schedule
            ? TypedResults.Ok(ScheduleView.Of(schedule))
            : Problem.NotFound("schedule");

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> ChangeAsync(
        SchedulePatch patch, ScheduleEditor editor, CancellationToken cancellationToken) =>
        await editor.ChangeAsync(patch, cancellationToken) is { } schedule
            ? TypedResults.Ok(ScheduleView.Of(schedule))
            : Problem.NotFound("schedule");

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        IdRoute<ScheduleId> route, IScheduleStore schedules, CancellationToken cancellationToken) =>
        await schedules.DeleteAsync(route.Id, cancellationToken) ? TypedResults.NoContent() : Problem.NotFound("schedule");
}
