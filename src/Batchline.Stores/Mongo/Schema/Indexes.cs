using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>The indexes: first those of the source document, and then those that our own queries and guarantees need.</summary>
internal static class Indexes
{
    public static readonly IReadOnlyList<MongoIndex> All =
    [
        new(Collections.Jobs, "UUID accountId", Unique: true),
        new(Collections.Jobs, "accountId"),
        new(Collections.Jobs, "lastUpdated"),
        new(Collections.Jobs, "JobDateTime"),
        new(Collections.Batches, "operationId"),
        new(Collections.Batches, "accountId"),
        new(Collections.Batches, "status"),
        new(Collections.Batches, "operationId accountId status"),
        new(Collections.States, "operationId"),
        new(Collections.States, "accountId"),
        new(Collections.States, "operationId accountId"),

        new(Collections.Jobs, "accountId UUID"),
        new(Collections.Jobs, "-JobDateTime accountId UUID"),
        new(Collections.Jobs, "accountId -JobDateTime UUID"),
        new(Collections.Batches, "operationId accountId batchNumber", Unique: true),
        new(Collections.Batches, "operationId status accountId batchNumber"),
        new(Collections.States, "operationId status accountId"),
        new(Collections.States, "accountId", Unique: true, Where: new BsonDocument("active", true), Name: "accountId_1_active"),

        // In addition to the plain one of the source document, which other programs rebuild at their start. Their states may have duplicates.
        new(Collections.States, "operationId accountId", Unique: true, Where: Exists("fence"), Name: "operationId_1_accountId_1_ours", IsOverOurs: true),
        new(Collections.Accounts, "keyFingerprint", Unique: true, Where: Exists("keyFingerprint")),
        new(Collections.Accounts, "deleting _id", Where: new BsonDocument("deleting", true)),
        new(Collections.Operations, "idempotencyKey", Unique: true, Where: Exists("idempotencyKey")),
        new(Collections.Operations, "status _id"),
        new(Collections.Heads, "dueAt _id"),

        // Few heads have commands queued, and checkpoints of the others do not touch this index.
        new(Collections.Heads, "commands.operationId", Where: Exists("commands.operationId")),

        // Whether an operation may move on. Documents are in the first until they are planned, and in the second while they are blocked.
        new(Collections.States, "operationId status", Where: new BsonDocument("planned", false), Name: "operationId_1_status_1_unplanned"),
        new(Collections.States, "operationId blockedAt", Where: new BsonDocument("status", "blocked")),
        new(Collections.Jobs, "accountId _sync.missingSince lastUpdated"),
        new(Collections.Notices, "key", Unique: true),
        new(Collections.Notices, "status nextAttemptAt _id"),
        new(Collections.Jobs, ChangeUpdates.Pending + ".at", Where: Exists(ChangeUpdates.Pending)),
        new(Collections.Changes, "accountId UUID fence seq", Unique: true),
        new(Collections.Changes, "accountId _id"),
        new(Collections.Schedules, "nextRunAt _id"),
    ];

    private static BsonDocument Exists(string field) => new(field, new BsonDocument("$exists", true));
}
