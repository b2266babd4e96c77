using Batchline.Engine.Report;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo;

/// <summary>Documents of the collection <c>notices</c>.</summary>
internal static class NoticeDocuments
{
    public static BsonDocument Write(Notice notice) => new()
    {
        { "_id", BsonValues.Id(notice.Id) },
        { "key", notice.Key },
        { "kind", notice.Kind },
        { "subject", notice.Subject },
        { "status", EnumText.Of(notice.Status) },
        { "attempts", notice.Attempts },
        { "createdAt", BsonValues.Time(notice.CreatedAt) },
        { "nextAttemptAt", BsonValues.Time(notice.NextAttemptAt) },
        { "endedAt", BsonValues.Time(notice.EndedAt) },
        { "result", BsonValues.Text(notice.Result) },
    };

    public static Notice Read(BsonDocument document) => new()
    {
        Id = document["_id"].AsObjectId.ToString(),
        Key = document["key"].AsString,
        Kind = document["kind"].AsString,
        Subject = document["subject"].AsString,
        Status = EnumText.Parse<NoticeStatus>(document["status"].AsString),
        Attempts = document.IntOf("attempts"),
        CreatedAt = document.TimeOf("createdAt") ?? default,
        NextAttemptAt = document.TimeOf("nextAttemptAt") ?? default,
        EndedAt = document.TimeOf("endedAt"),
        Result = document.TextOf("result"),
    };
}
