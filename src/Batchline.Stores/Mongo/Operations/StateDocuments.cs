using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Operations;

/// <summary>Documents of the collection <c>batchAccountStates</c>.</summary>
internal static class StateDocuments
{
    /// <summary>The counters that are summed up.</summary>
    public static readonly IReadOnlyList<string> Summed =
    [
        "total", "completed", "unchanged", "missing", "failed", "oddRows", "listingsFailed", "calls", "rateLimited", "retried",
        "batchesCompleted", "batchesWithErrors", "batchesFailed", "batchesCancelled", "retries", "batchSeconds", "batchesTimed",
    ];

    public static BsonDocument Insert(AccountState state)
    {
        var document = new BsonDocument
        {
            { "_id", Bson.Id(state.Id) },
            { "operationId", state.OperationId.Value },
            { "accountId", state.AccountId.ToObjectId() },
        };
        return document.AddRange(Values(state, state.Fence, state.Seq)).Add("active", true);
    }

    /// <summary>Matches a state that is not newer. Without such a document, nothing is written.</summary>
    public static BsonDocument Older(AccountState state, long fence, long seq) =>
        BatchDocuments.KeyOf(state.OperationId, state.AccountId).Add("$or", Bson.NotNewer("", fence, seq));

    public static BsonDocument Project(AccountState state, long fence, long seq, bool active) =>
        new("$set", Values(state, fence, seq).Add("active", active));

    public static AccountState Read(BsonDocument document) => new()
    {
        Id = document["_id"].AsObjectId.ToString(),
        OperationId = new OperationId(document["operationId"].AsString),
        AccountId = new AccountId(document["accountId"].AsObjectId.ToString()),
        Status = StoredEnum.Parse<AccountStateStatus>(document["status"].AsString),
        Active = document.FlagOf("active"),
        CurrentBatch = document.IntOf("currentBatch"),
        TotalBatches = document.IntOf("totalBatches"),
        LastBatchCompleted = document.IntOf("lastBatchCompleted"),
        NextBatchToProcess = document.IntOf("nextBatchToProcess"),
        Planned = document.FlagOf("planned"),
        Counters = document.DocumentOf("counters") is { } counters ? ReadCounters(counters) : new Counters(),
        DueAt = document.TimeOf("dueAt"),
        WaitingReason = document.TextOf("waitingReason") is { } reason ? StoredEnum.Parse<WaitingReason>(reason) : null,
        WaitingSince = document.TimeOf("waitingSince"),
        OddRows = document.DocumentOf("oddRows") is { } rows ? HeadJson.ReadOddRows(JobJson.Write(rows)) : OddRows.None,
        Error = document.TextOf("error"),
        BlockedAt = document.TimeOf("blockedAt"),
        StartTime = document.TimeOf("startTime"),
        EndTime = document.TimeOf("endTime"),
        Fence = document.NumberOf("fence") ?? 0,
        Seq = document.NumberOf("seq") ?? 0,
    };

    /// <summary>What is missing is zero.</summary>
    public static Counters ReadCounters(BsonDocument document) => new()
    {
        Total = document.NumberOf("total") ?? 0,
        Completed = document.NumberOf("completed") ?? 0,
        Unchanged = document.NumberOf("unchanged") ?? 0,
        Missing = document.NumberOf("missing") ?? 0,
        Failed = document.NumberOf("failed") ?? 0,
        OddRows = document.NumberOf("oddRows") ?? 0,
        ListingsFailed = document.IntOf("listingsFailed"),
        Calls = document.NumberOf("calls") ?? 0,
        RateLimited = document.NumberOf("rateLimited") ?? 0,
        Retried = document.NumberOf("retried") ?? 0,
        BatchesCompleted = document.IntOf("batchesCompleted"),
        BatchesWithErrors = document.IntOf("batchesWithErrors"),
        BatchesFailed = document.IntOf("batchesFailed"),
        BatchesCancelled = document.IntOf("batchesCancelled"),
        Retries = document.IntOf("retries"),
        BatchSeconds = document.RealOf("batchSeconds") ?? 0,
        BatchesTimed = document.IntOf("batchesTimed"),
    };

    private static BsonDocument Values(AccountState state, long fence, long seq) => new()
    {
        { "currentBatch", state.CurrentBatch },
        { "totalBatches", state.TotalBatches },
        { "status", StoredEnum.Of(state.Status) },
        { "lastBatchCompleted", state.LastBatchCompleted },
        { "nextBatchToProcess", state.NextBatchToProcess },
        { "startTime", Bson.Time(state.StartTime) },
        { "endTime", Bson.Time(state.EndTime) },
        { "planned", state.Planned },
        { "counters", JobJson.Read(HeadJson.WriteCounters(state.Counters)) },
        { "dueAt", Bson.Time(state.DueAt) },
        { "waitingReason", state.WaitingReason is { } reason ? (BsonValue)StoredEnum.Of(reason) : BsonNull.Value },
        { "waitingSince", Bson.Time(state.WaitingSince) },
        { "oddRows", state.OddRows.Total > 0 ? JobJson.Read(HeadJson.WriteOddRows(state.OddRows)) : BsonNull.Value },
        { "error", Bson.Text(state.Error) },
        { "blockedAt", Bson.Time(state.BlockedAt) },
        { "fence", fence },
        { "seq", seq },
    };
}
