using Batchline.Engine.Schedules;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Schedules;

internal sealed class ScheduleStore(Database database) : IScheduleStore
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
                // Repeated, and the first try was carried out.
                return false;
            }
        });

    public async Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken) =>
        await database.FirstAsync(Collections.Schedules, IdIs(id), cancellationToken) is { } found ? ScheduleDocuments.Read(found) : null;

    public async Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken)
    {
        var behind = new BsonDocument("_id", new BsonDocument("$gt", after is { } last ? Bson.Id(last.Value) : ObjectId.Empty));
        var found = await database.ListAsync(Collections.Schedules, behind, new BsonDocument("_id", 1), limit, cancellationToken);
        return [.. found.Select(ScheduleDocuments.Read)];
    }

    public async Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken)
    {
        if (limit == 0)
            return [];

        // The plain bound, unlike the expression, lets the server use the index. It also excludes schedules without a next run.
        var due = new BsonDocument("nextRunAt", new BsonDocument("$gte", new BsonDateTime(0))).Add("$expr", Bson.Op("$lte", "$nextRunAt", database.Now));
        var found = await database.AggregateAsync(
            Collections.Schedules,
            [
                new BsonDocument("$match", due),
                new BsonDocument("$sort", new BsonDocument { { "nextRunAt", 1 }, { "_id", 1 } }),
                new BsonDocument("$limit", limit),
                Bson.Stamp(database.Now),
            ],
            cancellationToken);
        return [.. found.Select(schedule => new DueSchedule(
            ScheduleDocuments.Read(schedule), schedule.TimeOf(Bson.StoreNow) ?? throw new InvalidOperationException("The store's time is missing.")))];
    }

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Schedules, async schedules =>
        {
            var filter = IdIs(schedule.Id).Add("rev", schedule.Rev - 1);
            var result = await schedules.UpdateOneAsync(filter, ScheduleDocuments.Replace(schedule), cancellationToken: cancellationToken);
            return result.MatchedCount == 1;
        });

    public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken) =>
        database.RunAsync(
            Collections.Schedules, async schedules => (await schedules.DeleteOneAsync(IdIs(id), cancellationToken)).DeletedCount == 1);

    private static BsonDocument IdIs(ScheduleId id) => new("_id", Bson.Id(id.Value));
}
