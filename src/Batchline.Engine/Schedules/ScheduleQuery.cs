namespace Batchline.Engine.Schedules;

/// <summary>Which schedules to list.</summary>
/// <param name="DueBy">Those whose next run is then or earlier, longest due first; null: all, oldest first.</param>
/// <param name="After">Of all: behind this one.</param>
public sealed record ScheduleQuery(DateTimeOffset? DueBy, ScheduleId? After, int Limit);
