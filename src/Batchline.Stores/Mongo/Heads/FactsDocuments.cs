using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>The field <c>run</c> of a head. What is zero is left out, to keep checkpoints small.</summary>
internal static class FactsDocuments
{
    /// <summary>The counters that are summed up.</summary>
    public static readonly IReadOnlyList<string> Summed =
    [
        "total", "completed", "unchanged", "missing", "failed", "oddRows", "listingsFailed", "calls", "rateLimited", "retried",
        "batchesCompleted", "batchesWithErrors", "batchesFailed", "batchesCancelled", "retries", "batchSeconds", "batchesTimed",
    ];

    public static BsonValue Write(RunFacts? facts)
    {
        if (facts is null)
            return BsonNull.Value;
        var document = new BsonDocument { { "operationId", facts.OperationId }, { "status", facts.Status } };
        if (facts.Planned)
            document.Add("planned", true);
        Add(document, "totalBatches", facts.TotalBatches);
        if (facts.BlockedAt is { } time)
            document.Add("blockedAt", new BsonDateTime(time));
        if (facts.Open)
            document.Add("open", true);
        if (facts.PerCall > 0)
            document.Add("perCall", facts.PerCall);
        return facts.Counters is { } counters ? document.Add("counters", Write(counters)) : document;
    }

    public static RunFacts Read(BsonDocument document) => new()
    {
        OperationId = document.TextOf("operationId"),
        Status = document.TextOf("status"),
        Planned = document.FlagOf("planned"),
        TotalBatches = document.IntOf("totalBatches"),
        BlockedAt = document.MillisecondsOf("blockedAt"),
        Open = document.FlagOf("open"),
        PerCall = document.RealOf("perCall") ?? 0,
        Counters = document.DocumentOf("counters") is { } counters ? ReadCounters(counters) : null,
    };

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

    private static BsonDocument Write(Counters counters)
    {
        var document = new BsonDocument();
        Add(document, "total", counters.Total);
        Add(document, "completed", counters.Completed);
        Add(document, "unchanged", counters.Unchanged);
        Add(document, "missing", counters.Missing);
        Add(document, "failed", counters.Failed);
        Add(document, "oddRows", counters.OddRows);
        Add(document, "listingsFailed", counters.ListingsFailed);
        Add(document, "calls", counters.Calls);
        Add(document, "rateLimited", counters.RateLimited);
        Add(document, "retried", counters.Retried);
        Add(document, "batchesCompleted", counters.BatchesCompleted);
        Add(document, "batchesWithErrors", counters.BatchesWithErrors);
        Add(document, "batchesFailed", counters.BatchesFailed);
        Add(document, "batchesCancelled", counters.BatchesCancelled);
        Add(document, "retries", counters.Retries);
        if (counters.BatchSeconds > 0)
            document.Add("batchSeconds", counters.BatchSeconds);
        Add(document, "batchesTimed", counters.BatchesTimed);
        Add(document, "pending", counters.Pending);
        return document;
    }

    private static void Add(BsonDocument document, string name, long number)
    {
        if (number != 0)
            document.Add(name, number is >= int.MinValue and <= int.MaxValue ? (BsonValue)(int)number : number);
    }
}
