using Batchline.Engine.Notices;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Notices;

/// <summary>Documents of the collection <c>notices</c>.</summary>
internal static class NoticeDocuments
{
    /// <summary>All fields of a new notice but its id, each left alone where it is there already.</summary>
    public static BsonDocument Add(Notice notice, BsonValue now)
    {
        var fields = new BsonDocument
        {
            { "key", notice.Key },
            { "kind", notice.Kind },
            { "subject", notice.Subject },
            { "status", EnumText.Of(notice.Status) },
            { "attempts", notice.Attempts },
            { "createdAt", BsonValues.Time(notice.CreatedAt) },
            { "endedAt", BsonValues.Time(notice.EndedAt) },
            { "result", BsonValues.Text(notice.Result) },
        };
        var set = new BsonDocument(fields.Select(field => new BsonElement(field.Name, Expr.IfNull($"${field.Name}", Expr.Literal(field.Value)))));
        return new BsonDocument("$set", set.Add("nextAttemptAt", Expr.IfNull("$nextAttemptAt", now)));
    }

    public static BsonDocument Settle(Notice notice, BsonValue next) => new("$set", new BsonDocument
    {
        { "status", EnumText.Of(notice.Status) },
        { "result", Expr.Literal(BsonValues.Text(notice.Result)) },
        { "endedAt", BsonValues.Time(notice.EndedAt) },
        { "nextAttemptAt", next },
    });

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
