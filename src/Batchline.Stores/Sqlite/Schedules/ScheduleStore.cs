using Batchline.Engine.Schedules;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Stores.Sqlite.Schedules;

internal sealed class ScheduleStore(Database database) : IScheduleStore
{
    internal const string List = $"SELECT {ScheduleRows.Columns} FROM schedules WHERE id > @after ORDER BY id LIMIT @limit";
    internal const string ListDue = $"""
        SELECT {ScheduleRows.Columns} FROM schedules WHERE nextRunAt <= @now ORDER BY nextRunAt, id LIMIT @limit
        """;
    internal const string Delete = "DELETE FROM schedules WHERE id = @id";

    public Task AddAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.WriteAsync(session => ScheduleRows.Write(session, schedule, insert: true), cancellationToken);

    public Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(ScheduleRows.Find, ScheduleRows.Read, id.Value), cancellationToken);

    public Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Schedule>>(
            session => session.Query(List, ScheduleRows.Read, after?.Value ?? "", limit), cancellationToken);

    public Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueSchedule>>(
            session =>
            {
                var now = database.Now;
                return session.Query(ListDue, row => new DueSchedule(ScheduleRows.Read(row), now), now, limit);
            },
            cancellationToken);

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.WriteAsync(session => ScheduleRows.Write(session, schedule, insert: false) == 1, cancellationToken);

    public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(Delete, id.Value) == 1, cancellationToken);
}
