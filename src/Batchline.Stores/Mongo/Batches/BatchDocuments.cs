using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Batches;

/// <summary>Documents of the collection <c>batches</c>.</summary>
internal static class BatchDocuments
{
    public static readonly BsonDocument IsOpen = new("$in", new BsonArray { "pending", "processing" });

    /// <summary>Replaces a document that is not newer, and keeps its id.</summary>
    public static WriteModel<BsonDocument> Put(Batch batch, long fence, long seq)
    {
        var id = Bson.IfNull("$_id", Bson.Id(batch.Id.Value));
        var written = Bson.Op("$mergeObjects", "$$ROOT", Bson.Literal(Write(batch, fence, seq)), new BsonDocument("_id", id));
        var stage = new BsonDocument("$replaceWith", Bson.Cond(Bson.IsNewer("", fence, seq), "$$ROOT", written));
        return Database.Update(KeyOf(batch), stage, upsert: true);
    }

    /// <summary>The same at a fraction of the cost, if there is a document that is not newer.</summary>
    public static UpdateOneModel<BsonDocument> Update(Batch batch, long fence, long seq) =>
        new(KeyOf(batch).Add("$or", Bson.NotNewer("", fence, seq)), new BsonDocument("$set", Write(batch, fence, seq)));

    public static WriteModel<BsonDocument> CancelOpen(
        OperationId operation, AccountId account, BsonValue now, long fence, long seq)
    {
        var filter = KeyOf(operation, account).Add("status", IsOpen).Add("$or", Bson.NotNewer("", fence, seq));
        var stage = new BsonDocument("$set", new BsonDocument
        {
            { "status", "cancelled" },
            { "endTime", now },
            { "nextAttemptAt", Bson.Literal(BsonNull.Value) },
            { "fence", Bson.Literal(fence) },
            { "seq", Bson.Literal(seq) },
        });
        return new UpdateManyModel<BsonDocument>(filter, Builders<BsonDocument>.Update.Pipeline(Database.Pipeline([stage])));
    }

    public static BsonDocument KeyOf(OperationId operation, AccountId account) =>
        new() { { "operationId", operation.Value }, { "accountId", account.ToObjectId() } };

    public static Batch Read(BsonDocument document) => new()
    {
        Id = new BatchId(document["_id"].AsObjectId.ToString()),
        OperationId = new OperationId(document["operationId"].AsString),
        AccountId = new AccountId(document["accountId"].AsObjectId.ToString()),
        Number = document.IntOf("batchNumber"),
        Status = StoredEnum.Parse<BatchStatus>(document["status"].AsString),
        JobUuids = document.TextsOf("jobUUIDs"),
        CompletedJobs = document.TextsOf("completedJobs"),
        FailedJobs = document.TextsOf("failedJobs"),
        MissingJobs = document.TextsOf("missingJobs"),
        Errors = document.TextsOf("errors"),
        RetryCount = document.IntOf("retryCount"),
        AutoRetries = document.IntOf("autoRetries"),
        StartTime = document.TimeOf("startTime"),
        EndTime = document.TimeOf("endTime"),
        NextAttemptAt = document.TimeOf("nextAttemptAt"),
        RetriedBy = document.TextOf("retriedBy"),
        RetriedFrom = document.TextOf("retriedFrom") is { } from ? StoredEnum.Parse<BatchStatus>(from) : null,
        Fence = document.NumberOf("fence") ?? 0,
        Seq = document.NumberOf("seq") ?? 0,
    };

    public static BsonDocument KeyOf(Batch batch) => KeyOf(batch.OperationId, batch.AccountId).Add("batchNumber", batch.Number);

    private static BsonDocument Write(Batch batch, long fence, long seq) => new()
    {
        { "operationId", batch.OperationId.Value },
        { "accountId", batch.AccountId.ToObjectId() },
        { "batchNumber", batch.Number },
        { "status", StoredEnum.Of(batch.Status) },
        { "jobUUIDs", Bson.Texts(batch.JobUuids) },
        { "completedJobs", Bson.Texts(batch.CompletedJobs) },
        { "failedJobs", Bson.Texts(batch.FailedJobs) },
        { "missingJobs", Bson.Texts(batch.MissingJobs) },
        { "errors", Bson.Texts(batch.Errors) },
        { "retryCount", batch.RetryCount },
        { "autoRetries", batch.AutoRetries },
        { "startTime", Bson.Time(batch.StartTime) },
        { "endTime", Bson.Time(batch.EndTime) },
        { "nextAttemptAt", Bson.Time(batch.NextAttemptAt) },
        { "retriedBy", Bson.Text(batch.RetriedBy) },
        { "retriedFrom", batch.RetriedFrom is { } from ? (BsonValue)StoredEnum.Of(from) : BsonNull.Value },
        { "fence", fence },
        { "seq", seq },
    };
}
