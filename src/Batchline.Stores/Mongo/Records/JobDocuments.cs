using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Records;

/// <summary>Reads documents of the collection <c>jobs</c>.</summary>
internal static class JobDocuments
{
    /// <summary>The notes, without what only the record needs.</summary>
    public static readonly BsonDocument SyncFields = new(
        new[] { "hash", "firstSeen", "changedAt", "changedFields", "missingSince", "checkedAt", "seen", "fence", "seq" }
            .Select(name => new BsonElement("_sync." + name, 1))
            .Prepend(new BsonElement("UUID", 1))
            .Prepend(new BsonElement("accountId", 1)));

    public static StoredJob Read(BsonDocument document) => new()
    {
        AccountId = new AccountId(document["accountId"].AsObjectId.ToString()),
        Document = new JobDocument(document["UUID"].AsString, JobContent.Read(document)),
        LastUpdated = document.TimeOf("lastUpdated") ?? default,
        Sync = ReadSync(document),
    };

    public static JobSync ReadSync(BsonDocument document)
    {
        if (document.DocumentOf("_sync") is not { } sync)
            return new JobSync();
        return new JobSync
        {
            Hash = sync.TextOf("hash"),
            FirstSeen = sync.TimeOf("firstSeen"),
            ChangedAt = sync.TimeOf("changedAt"),
            ChangedFields = sync.TextsOf("changedFields"),
            MissingSince = sync.TimeOf("missingSince"),
            CheckedAt = sync.TimeOf("checkedAt"),
            SeenIn = sync.TextOf("seen") is { } operation ? new OperationId(operation) : null,
            Fence = sync.NumberOf("fence") ?? 0,
            Seq = sync.NumberOf("seq") ?? 0,
        };
    }
}
