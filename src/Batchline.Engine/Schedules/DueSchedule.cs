namespace Batchline.Engine.Schedules;

/// <summary>A schedule that is due.</summary>
/// <param name="Schedule">As stored.</param>
/// <param name="Now">The store's time when it was read: the next run is the first one after it, whatever a machine's own clock says.</param>
public sealed record DueSchedule(Schedule Schedule, DateTimeOffset Now);
