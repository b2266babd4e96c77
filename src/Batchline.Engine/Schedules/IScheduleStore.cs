namespace Batchline.Engine.Schedules;

/// <summary>Where schedules are kept.</summary>
public interface IScheduleStore
{
    /// <summary>Repeating it changes nothing.</summary>
    Task AddAsync(Schedule schedule, CancellationToken cancellationToken);

    Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken);

    /// <summary>In id order after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Those whose next run is due by the store's clock: longest due first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the schedule if the stored <see cref="Schedule.Rev"/> is one less than the given one's.
    /// False: another write came first, or the schedule is gone.
    /// </summary>
    Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken);

    /// <summary>False: there is none.</summary>
    Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken);
}
