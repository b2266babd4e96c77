using Batchline.Engine.Schedules;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

internal sealed class Schedules(Database database) : IScheduleStore
{
    public Task AddAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Schedules, async schedules =>
        {
            try
            {
                await schedules.InsertOneAsync(ScheduleDocuments.Write(schedule), cancellationToken: cancellationToken);
                return true;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                // Repeated: the first try was carried out.
                return false;
            }
        });

    public async Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Schedules, IdIs(id), cancellationToken) is { } found ? ScheduleDocuments.Read(found) : null;

    public async Task<IReadOnlyList<Schedule>> ListAsync(ScheduleQuery query, CancellationToken cancellationToken)
    {
        var (filter, order) = query.DueBy is { } by
            ? (new BsonDocument("nextRunAt", new BsonDocument("$lte", BsonValues.Time(by))), new BsonDocument("nextRunAt", 1))
            : (new BsonDocument("_id", new BsonDocument("$gt", query.After is { } after ? BsonValues.Id(after.Value) : ObjectId.Empty)), new BsonDocument("_id", 1));
        var found = await database.ListAsync(Collections.Schedules, filter, order, query.Limit, cancellationToken);
        return [.. found.Select(ScheduleDocuments.Read)];
    }

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Schedules, async schedules =>
        {
            var filter = IdIs(schedule.Id).Add("rev", schedule.Rev - 1);
            var result = await schedules.ReplaceOneAsync(filter, ScheduleDocuments.Write(schedule), cancellationToken: cancellationToken);
            return result.MatchedCount == 1;
        });

    public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.RunAsync(
            Collections.Schedules, async schedules => (await schedules.DeleteOneAsync(IdIs(id), cancellationToken)).DeletedCount == 1);

    private static BsonDocument IdIs(ScheduleId id) => new("_id", BsonValues.Id(id.Value));
}
