using Batchline.Engine.Schedules;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Sql.Schedules;

namespace Batchline.Stores.Postgres.Schedules;

internal sealed class ScheduleStore(Database database) : IScheduleStore
{
    private const string Place = "schedules";

    public Task AddAsync(Schedule schedule, CancellationToken cancellationToken) => database.RunAsync(
        Place,
        session => session.ExecuteAsync(ScheduleRows.Insert, [schedule.Id.Value, .. ScheduleRows.Values(schedule)], cancellationToken),
        cancellationToken);

    public Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.FirstAsync(ScheduleRows.Find, ScheduleRows.Read, [id.Value], cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<Schedule>>(
            search: false,
            Place,
            async (session, ending) => await session.QueryAsync(ScheduleRows.List, ScheduleRows.Read, [after?.Value ?? "", limit], ending),
            cancellationToken);

    public Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken) => database.RunAsync<IReadOnlyList<DueSchedule>>(
        Place, async session => await session.QueryAsync(ScheduleRows.ListDue, ScheduleRows.ReadDue, [session.Now, limit], cancellationToken), cancellationToken);

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session => await session.ExecuteAsync(
            ScheduleRows.Replace, [.. ScheduleRows.Values(schedule), schedule.Id.Value], cancellationToken) == 1,
        cancellationToken);

    public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken) => database.WriteAsync(
        Place, async session => await session.ExecuteAsync(ScheduleRows.Delete, [id.Value], cancellationToken) == 1, cancellationToken);
}
