using Batchline.Engine.Schedules;
using Batchline.Stores.Sql.Schedules;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Stores.Sqlite.Schedules;

internal sealed class ScheduleStore(Database database) : IScheduleStore
{
    public Task AddAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(ScheduleRows.Insert, [schedule.Id.Value, .. ScheduleRows.Values(schedule)]), cancellationToken);

    public Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(ScheduleRows.Find, ScheduleRows.Read, id.Value), cancellationToken);

    public Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Schedule>>(
            session => session.Query(ScheduleRows.List, ScheduleRows.Read, after?.Value ?? "", limit), cancellationToken);

    public Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueSchedule>>(
            session => session.Query(ScheduleRows.ListDue, ScheduleRows.ReadDue, database.Now, limit),
            cancellationToken);

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(ScheduleRows.Replace, [.. ScheduleRows.Values(schedule), schedule.Id.Value]) == 1, cancellationToken);

    public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(ScheduleRows.Delete, id.Value) == 1, cancellationToken);
}
