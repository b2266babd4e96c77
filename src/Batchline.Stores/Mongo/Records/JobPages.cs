using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Records;

/// <summary>
/// The job list in two parts, each in the order of an index: scheduled jobs, newest first, then unscheduled ones,
/// whose JobDateTime may be empty, null, of another type or absent.
/// </summary>
internal static class JobPages
{
    public static readonly BsonDocument ScheduledOrder = new() { { "JobDateTime", -1 }, { "accountId", 1 }, { "UUID", 1 } };

    public static readonly BsonDocument UnscheduledOrder = new() { { "accountId", 1 }, { "UUID", 1 } };

    /// <summary>Null: the page begins behind them.</summary>
    public static BsonDocument? Scheduled(JobQuery query)
    {
        if (query.After is { JobDateTime.Length: 0 })
            return null;
        var all = JobFilters.Conditions(query);
        all.Add(new BsonDocument("JobDateTime", new BsonDocument("$gt", "")));
        if (query.From is { Length: > 0 } from)
            all.Add(new BsonDocument("JobDateTime", new BsonDocument("$gte", from)));
        if (query.To is { } to)
            all.Add(new BsonDocument("JobDateTime", new BsonDocument("$lte", JobFacts.InclusiveEnd(to))));
        if (query.After is { } after)
        {
            all.Add(new BsonDocument("JobDateTime", new BsonDocument("$lte", after.JobDateTime)));
            all.Add(new BsonDocument("$or", new BsonArray
            {
                new BsonDocument("JobDateTime", new BsonDocument("$lt", after.JobDateTime)),
                Behind(after),
            }));
        }

        return new BsonDocument("$and", all);
    }

    /// <summary>Null: a range of time leaves them out.</summary>
    public static BsonDocument? Unscheduled(JobQuery query)
    {
        if (query.To is not null || query.From is { Length: > 0 })
            return null;
        var all = JobFilters.Conditions(query);
        all.Add(new BsonDocument("JobDateTime", JobFilters.IsEmpty));
        if (query.After is { JobDateTime.Length: 0 } after)
            all.Add(Behind(after));
        return new BsonDocument("$and", all);
    }

    private static BsonDocument Behind(JobPosition after) => new("$or", new BsonArray
    {
        new BsonDocument("accountId", new BsonDocument("$gt", after.AccountId.ToObjectId())),
        new BsonDocument { { "accountId", after.AccountId.ToObjectId() }, { "UUID", new BsonDocument("$gt", after.Uuid) } },
    });
}
