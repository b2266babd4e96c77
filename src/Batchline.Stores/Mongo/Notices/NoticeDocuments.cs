using Batchline.Engine.Failures;
using Batchline.Engine.Notices;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Notices;

/// <summary>Documents of the collection <c>notices</c>.</summary>
internal static class NoticeDocuments
{
    /// <summary>All fields of a new notice except its id. Fields that exist already stay as they are.</summary>
    public static BsonDocument Add(Notice notice, BsonValue now)
    {
        var fields = new BsonDocument
        {
            { "key", notice.Key },
            { "kind", notice.Kind },
            { "subject", notice.Subject },
            { "status", StoredEnum.Of(notice.Status) },
            { "attempts", notice.Attempts },
            { "createdAt", Bson.Time(notice.CreatedAt) },
            { "endedAt", Bson.Time(notice.EndedAt) },
            { "result", Bson.Text(notice.Result) },
        };
        var set = new BsonDocument(fields.Select(field => new BsonElement(field.Name, Bson.IfNull($"${field.Name}", Bson.Literal(field.Value)))));
        return new BsonDocument("$set", set.Add("nextAttemptAt", Bson.IfNull("$nextAttemptAt", now)));
    }

    public static BsonDocument Settle(Notice notice, BsonValue next) => new("$set", new BsonDocument
    {
        { "status", StoredEnum.Of(notice.Status) },
        { "result", Bson.Literal(Bson.Text(notice.Result)) },
        { "endedAt", Bson.Time(notice.EndedAt) },
        { "nextAttemptAt", next },
    });

    public static Notice Read(BsonDocument document) => new()
    {
        Id = document["_id"].AsObjectId.ToString(),
        Key = document["key"].AsString,
        Kind = document["kind"].AsString,
        Subject = document["subject"].AsString,
        Status = StoredEnum.Parse<NoticeStatus>(document["status"].AsString),
        Attempts = document.IntOf("attempts"),
        CreatedAt = document.TimeOf("createdAt") ?? default,
        NextAttemptAt = document.TimeOf("nextAttemptAt") ?? default,
        EndedAt = document.TimeOf("endedAt"),
        Result = document.TextOf("result"),
    };
}
