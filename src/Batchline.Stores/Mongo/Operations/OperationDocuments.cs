using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Operations;

/// <summary>Documents of the collection <c>operations</c>.</summary>
internal static class OperationDocuments
{
    public static BsonDocument Write(Operation operation)
    {
        var document = new BsonDocument
        {
            { "_id", Bson.Id(operation.Id.Value) },
            { "status", StoredEnum.Of(operation.Status) },
            { "strategy", StoredEnum.Of(operation.Strategy) },
            { "batchSize", operation.BatchSize },
            { "since", Bson.Time(operation.Since) },
            { "full", operation.Full },
            { "toleratedFailurePercent", operation.ToleratedFailurePercent is { } percent ? (BsonDouble)percent : BsonNull.Value },
            { "requestHash", Bson.Text(operation.RequestHash) },
            { "requested", StoredEnum.Of(operation.Requested) },
            { "admitted", operation.Admitted },
            { "rev", operation.Rev },
            { "accounts", operation.Accounts },
            { "skipped", new BsonArray(operation.Skipped.Select(account => account.ToObjectId())) },
            { "skippedTotal", operation.SkippedTotal },
            { "startTime", Bson.Time(operation.StartTime) },
            { "endTime", Bson.Time(operation.EndTime) },
            { "error", Bson.Text(operation.Error) },
        };
        if (operation.IdempotencyKey is { } key)
            document["idempotencyKey"] = key;
        return document;
    }

    /// <summary>Sets every field that this program knows. Fields of a newer program stay.</summary>
    public static BsonDocument Replace(Operation operation)
    {
        var fields = Write(operation);
        fields.Remove("_id");
        var change = new BsonDocument("$set", fields);
        return operation.IdempotencyKey is null ? change.Add("$unset", new BsonDocument("idempotencyKey", "")) : change;
    }

    public static Operation Read(BsonDocument document) => new()
    {
        Id = new OperationId(document["_id"].AsObjectId.ToString()),
        Status = StoredEnum.Parse<OperationStatus>(document["status"].AsString),
        Strategy = StoredEnum.Parse<Strategy>(document["strategy"].AsString),
        BatchSize = document.IntOf("batchSize"),
        Since = document.TimeOf("since"),
        Full = document.FlagOf("full"),
        ToleratedFailurePercent = document.RealOf("toleratedFailurePercent"),
        IdempotencyKey = document.TextOf("idempotencyKey"),
        RequestHash = document.TextOf("requestHash"),
        Requested = StoredEnum.Parse<ControlAction>(document["requested"].AsString),
        Admitted = document.FlagOf("admitted"),
        Rev = document.NumberOf("rev") ?? 0,
        Accounts = document.IntOf("accounts"),
        Skipped = [.. document["skipped"].AsBsonArray.Select(account => new AccountId(account.AsObjectId.ToString()))],
        SkippedTotal = (int)(document.NumberOf("skippedTotal") ?? document["skipped"].AsBsonArray.Count),
        StartTime = document.TimeOf("startTime") ?? default,
        EndTime = document.TimeOf("endTime"),
        Error = document.TextOf("error"),
    };
}
