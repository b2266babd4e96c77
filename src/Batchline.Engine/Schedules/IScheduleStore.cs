using Batchline.Engine.Ids;

namespace Batchline.Engine.Schedules;

/// <summary>Where schedules are kept.</summary>
public interface IScheduleStore
{
    /// <summary>Repeating it changes nothing.</summary>
    Task AddAsync(Schedule schedule, CancellationToken cancellationToken);

    Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken);

    /// <summary>In id order behind <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Those whose next run is now or earlier by the store's clock: longest due first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the schedule when its stored <see cref="Schedule.Rev"/> is one less than the given one's.
    /// False: somebody else was faster, or it is gone.
    /// </summary>
    Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken);

    /// <summary>False: there is none.</summary>
    Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken);
}
