using Batchline.Engine.Schedules;

namespace Batchline.Stores.Memory;

internal sealed class Schedules(MemoryState state) : IScheduleStore
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

    public Task<IReadOnlyList<Schedule>> ListAsync(ScheduleQuery query, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var found = query.DueBy is { } by
                ? state.Schedules.Values.Where(schedule => schedule.NextRunAt <= by).OrderBy(schedule => schedule.NextRunAt)
                : state.Schedules.Values.Where(schedule => query.After is null || string.CompareOrdinal(schedule.Id.Value, query.After.Value.Value) > 0);
            return Task.FromResult<IReadOnlyList<Schedule>>([.. found.Take(query.Limit)]);
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
