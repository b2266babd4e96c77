using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Engine.Schedules;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Schedules;

/// <summary>Documents of the collection <c>schedules</c>.</summary>
internal static class ScheduleDocuments
{
    public static BsonDocument Write(Schedule schedule) => new()
    {
        { "_id", Bson.Id(schedule.Id.Value) },
        { "name", schedule.Name },
        { "cron", schedule.Cron },
        { "timeZone", schedule.TimeZone },
        {
            "accountIds",
            schedule.AccountIds is { } accounts ? new BsonArray(accounts.Select(account => account.ToObjectId())) : BsonNull.Value
        },
        { "strategy", StoredEnum.Of(schedule.Strategy) },
        { "full", schedule.Full },
        { "enabled", schedule.Enabled },
        { "createdAt", Bson.Time(schedule.CreatedAt) },
        { "nextRunAt", Bson.Time(schedule.NextRunAt) },
        { "lastRunAt", Bson.Time(schedule.LastRunAt) },
        { "lastOperationId", Bson.Text(schedule.LastOperationId?.Value) },
        { "lastError", Bson.Text(schedule.LastError) },
        { "rev", schedule.Rev },
    };

    /// <summary>Sets every field that this program knows. Fields of a newer program stay.</summary>
    public static BsonDocument Replace(Schedule schedule)
    {
        var fields = Write(schedule);
        fields.Remove("_id");
        return new BsonDocument("$set", fields);
    }

    public static Schedule Read(BsonDocument document) => new()
    {
        Id = new ScheduleId(document["_id"].AsObjectId.ToString()),
        Name = document["name"].AsString,
        Cron = document["cron"].AsString,
        TimeZone = document["timeZone"].AsString,
        AccountIds = document.GetValue("accountIds", BsonNull.Value) is BsonArray accounts
            ? [.. accounts.Select(account => new AccountId(account.AsObjectId.ToString()))]
            : null,
        Strategy = StoredEnum.Parse<Strategy>(document["strategy"].AsString),
        Full = document.FlagOf("full"),
        Enabled = document.FlagOf("enabled"),
        CreatedAt = document.TimeOf("createdAt") ?? default,
        NextRunAt = document.TimeOf("nextRunAt"),
        LastRunAt = document.TimeOf("lastRunAt"),
        LastOperationId = document.TextOf("lastOperationId") is { } operation ? new OperationId(operation) : null,
        LastError = document.TextOf("lastError"),
        Rev = document.NumberOf("rev") ?? 0,
    };
}
