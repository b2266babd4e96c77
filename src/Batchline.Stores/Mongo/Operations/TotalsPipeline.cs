using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Operations;

/// <summary>The statement that sums up an operation.</summary>
internal static class TotalsPipeline
{
    private static readonly BsonValue Pending = Bson.Op(
        "$max", 0, Bson.Op("$subtract", Counter("total"), Bson.Op("$add", Counter("completed"), Counter("missing"), Counter("failed"))));

    /// <summary>With the fields that count them: some have the names of counters.</summary>
    private static readonly IReadOnlyDictionary<AccountStateStatus, string> Statuses =
        Enum.GetValues<AccountStateStatus>().ToDictionary(status => status, status => "accounts_" + StoredEnum.Of(status));

    /// <summary>
    /// Each account as its head has it, if the head works for the operation and is not older than the row. A head that an earlier
    /// program wrote has nothing to add until its next checkpoint.
    /// </summary>
    public static IEnumerable<BsonDocument> Of(OperationId operation, BsonValue now) =>
    [
        new("$match", new BsonDocument("operationId", operation.Value)),

        // No head has the id null.
        Set("headId", Bson.Cond("$active", "$accountId", BsonNull.Value)),
        new("$lookup", new BsonDocument { { "from", Collections.Heads }, { "localField", "headId" }, { "foreignField", "_id" }, { "as", "head" } }),
        Set("head", Bson.Op("$arrayElemAt", "$head", 0)),
        Set("own", Bson.Op("$eq", "$head.run.operationId", "$operationId")),
        Set("run", Bson.Cond(Bson.Op("$and", "$own", IsNotOlder), "$head.run", Row)),
        new("$set", new BsonDocument
        {
            { "wait", Wait(now) },
            { "atWork", Bson.Op("$in", "$run.status", Bson.Texts([StoredEnum.Of(AccountStateStatus.Processing), StoredEnum.Of(AccountStateStatus.Paused)])) },
        }),
        new("$group", Sums()),
    ];

    /// <param name="sums">Null: the operation has no accounts.</param>
    public static OperationTotals Read(BsonDocument? sums) => sums is null
        ? new OperationTotals { Accounts = new Dictionary<AccountStateStatus, int>() }
        : new OperationTotals
        {
            Accounts = Statuses.Where(status => sums.IntOf(status.Value) > 0).ToDictionary(status => status.Key, status => sums.IntOf(status.Value)),
            Held = sums.IntOf("held"),
            Batches = sums.IntOf("batches"),
            OpenBatches = sums.IntOf("open"),
            Unplanned = sums.IntOf("unplanned"),
            LastBlockedAt = sums.TimeOf("lastBlockedAt"),
            LongestRest = sums.RealOf("longestRest") is { } rest ? TimeSpan.FromMilliseconds(rest) : null,
            MostUnpaced = sums.NumberOf("mostUnpaced") ?? 0,
            Counters = StateDocuments.ReadCounters(sums),
        };

    private static BsonDocument IsNotOlder => Bson.Op(
        "$or",
        Bson.Op("$gt", "$head.fence", "$fence"),
        Bson.Op("$and", Bson.Op("$eq", "$head.fence", "$fence"), Bson.Op("$gte", "$head.seq", "$seq")));

    private static BsonDocument Row => new()
    {
        { "status", "$status" }, { "planned", "$planned" }, { "totalBatches", "$totalBatches" }, { "blockedAt", "$blockedAt" }, { "counters", "$counters" },
    };

    /// <summary>In milliseconds. What is missing does not count.</summary>
    private static BsonDocument Wait(BsonValue now)
    {
        var leased = Bson.Op("$and", Bson.Op("$eq", "$head.released", false), Bson.Op("$gt", "$head.expiresAt", now));
        return Bson.Op("$max", 0, Bson.Op("$subtract", "$head.notBefore", now), Bson.Cond(leased, 0, Bson.Op("$subtract", "$head.dueAt", now)));
    }

    private static BsonDocument Sums()
    {
        var sums = new BsonDocument("_id", BsonNull.Value);
        foreach (var (status, field) in Statuses)
            sums[field] = CountIf(Bson.Op("$eq", "$run.status", StoredEnum.Of(status)));
        sums["held"] = CountIf("$active");
        sums["batches"] = new BsonDocument("$sum", "$run.totalBatches");
        sums["open"] = CountIf(Bson.Op("$and", "$own", "$head.run.open"));
        sums["unplanned"] = CountIf(Bson.Op("$and", "$atWork", Bson.Op("$not", "$run.planned")));
        sums["lastBlockedAt"] = MostIf(Bson.Op("$eq", "$run.status", StoredEnum.Of(AccountStateStatus.Blocked)), "$run.blockedAt");
        sums["longestRest"] = MostIf("$atWork", Bson.Op("$add", "$wait", Bson.Op("$multiply", Pending, Bson.IfNull("$head.run.perCall", 0))));
        sums["mostUnpaced"] = MostIf(Bson.Op("$and", "$atWork", Bson.Op("$not", "$head.run.perCall")), Pending);
        foreach (var name in StateDocuments.Summed)
            sums[name] = new BsonDocument("$sum", "$run.counters." + name);
        return sums;
    }

    private static BsonDocument Set(string name, BsonValue value) => new("$set", new BsonDocument(name, value));

    private static BsonDocument Counter(string name) => Bson.IfNull("$run.counters." + name, 0);

    private static BsonDocument CountIf(BsonValue condition) => new("$sum", Bson.Cond(condition, 1, 0));

    private static BsonDocument MostIf(BsonValue condition, BsonValue value) => new("$max", Bson.Cond(condition, value, BsonNull.Value));
}
