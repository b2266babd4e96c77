using Batchline.Api.Schedules;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Schedules;

/// <summary>Finds schedules and tells about them.</summary>
internal static class ScheduleBook
{
    public static IAsyncEnumerable<ScheduleView> AllAsync(ApiClient api, CancellationToken cancellationToken) =>
        api.ItemsAsync<ScheduleView>("/api/schedules", cancellationToken);

    /// <param name="nameOrId">An id, or a name in any case.</param>
    /// <exception cref="CouldNotException">No schedule, or several.</exception>
    public static async Task<ScheduleView> FindAsync(ApiClient api, string nameOrId, CancellationToken cancellationToken)
    {
        if (HexId.TryParse<ScheduleId>(nameOrId, out var id) && await api.FindAsync<ScheduleView>($"/api/schedules/{id}", cancellationToken) is { } named)
            return named;
        var found = await AllAsync(api, cancellationToken)
            .Where(schedule => schedule.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase)).ToListAsync(cancellationToken);
        return found switch
        {
            [var schedule] => schedule,
            [] => throw new CouldNotException("No schedule has this name or id. 'batchline schedule list' shows them all."),
            _ => throw new CouldNotException($"{found.Count} schedules have this name. Use an id: {string.Join(", ", found.Select(schedule => schedule.Id))}"),
        };
    }

    public static async Task<int> TellAsync(ScheduleView schedule, string what, ServerChoice place)
    {
        if (place.Json)
            await place.WriteJsonAsync(schedule);
        else
            await place.Terminal.Output.WriteLineAsync($"{what} the schedule {Cell.Clean(schedule.Name)} ({schedule.Id}); {Next(schedule)}.");
        if (place.Server is null && schedule.Enabled)
            await place.Terminal.Notes.WriteLineAsync("It runs while 'batchline serve' does.");
        return ExitCodes.Success;
    }

    private static string Next(ScheduleView schedule) =>
        schedule.NextRunAt is { } next ? $"it runs next at {Cell.Time(next)}" : "it is disabled";
}
