using Batchline.Engine.Schedules;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Schedules;

internal sealed class ScheduleStore(MemoryState state) : IScheduleStore
{
    public Task AddAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            state.Schedules.TryAdd(schedule.Id.Value, schedule);
        return Task.CompletedTask;
    }

    public Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Schedules.GetValueOrDefault(id.Value));
    }

    public Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<Schedule>>([.. state.Schedules.Values
                .Where(schedule => after is null || string.CompareOrdinal(schedule.Id.Value, after.Value.Value) > 0)
                .Take(limit)]);
        }
    }

    public Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            return Task.FromResult<IReadOnlyList<DueSchedule>>([.. state.Schedules.Values
                .Where(schedule => schedule.NextRunAt <= now)
                .OrderBy(schedule => schedule.NextRunAt)
                .ThenBy(schedule => schedule.Id.Value, StringComparer.Ordinal)
                .Take(limit)
                .Select(schedule => new DueSchedule(schedule, now))]);
        }
    }

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var matches = state.Schedules.TryGetValue(schedule.Id.Value, out var stored) && stored.Rev == schedule.Rev - 1;
            if (matches)
                state.Schedules[schedule.Id.Value] = schedule;
            return Task.FromResult(matches);
        }
    }

    public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Schedules.Remove(id.Value));
    }
}
