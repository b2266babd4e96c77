namespace Batchline.Engine.Schedules;

/// <summary>A schedule that is due.</summary>
/// <param name="Schedule">As it is stored.</param>
/// <param name="Now">The store's time when it was read: the next run is the first one behind it, on whichever machine.</param>
public sealed record DueSchedule(Schedule Schedule, DateTimeOffset Now);
