using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Changes;

/// <summary>Documents of the collection <c>changes</c>: their ids are the positions 1, 2, 3, and so on, without a gap.</summary>
internal static class ChangeDocuments
{
    public static BsonDocument Write(long position, BsonDocument job, BsonDocument entry) => new()
    {
        { "_id", position },
        { "accountId", job["accountId"] },
        { "UUID", job["UUID"] },
        { "kind", entry["kind"] },
        { "at", entry["at"] },
        { "changedFields", entry["changedFields"] },
        { "fence", entry["fence"] },
        { "seq", entry["seq"] },
    };

    public static JobChange Read(BsonDocument document) => new()
    {
        Position = document["_id"].ToInt64(),
        AccountId = new AccountId(document["accountId"].AsObjectId.ToString()),
        Uuid = document["UUID"].AsString,
        Kind = StoredEnum.Parse<ChangeKind>(document["kind"].AsString),
        At = document.TimeOf("at") ?? default,
        ChangedFields = document.TextsOf("changedFields"),
    };
}
