using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>Documents of the collection <c>accountHeads</c>. Any field may be missing, because the inbox creates heads too.</summary>
internal static class HeadDocuments
{
    public static HeadRow Read(BsonDocument document) => new()
    {
        AccountId = new AccountId(document["_id"].AsObjectId.ToString()),
        Fence = document.NumberOf("fence") ?? 0,
        Seq = document.NumberOf("seq") ?? 0,
        Owner = document.TextOf("owner"),
        ExpiresAt = document.MillisecondsOf("expiresAt") ?? 0,
        Released = document.FlagOf("released", otherwise: true),
        TakenOver = document.FlagOf("takenOver"),
        WriteId = document.TextOf("writeId"),
        NotBefore = document.MillisecondsOf("notBefore") ?? 0,
        DueAt = document.MillisecondsOf("dueAt"),
        Control = document.DocumentOf("control") is { } control ? ReadControl(control) : null,
        Commands = document.TryGetValue("commands", out var commands) && commands is BsonArray queue
            ? [.. queue.OfType<BsonDocument>().Select(ReadCommand)]
            : [],
        Body = document.TextOf("body") is { } body ? HeadJson.ReadBody(body, document.DocumentOf("run") is { } run ? ReadFacts(run) : null) : new HeadBody(),
    };

    public static HeadView View(BsonDocument document) => HeadRules.View(Read(document), NowOf(document));

    public static bool IsLeased(BsonDocument document) => HeadRules.IsLeased(Read(document), NowOf(document));

    public static BsonValue WriteControl(Control? control) => control is null
        ? BsonNull.Value
        : new BsonDocument { { "operationId", control.OperationId.Value }, { "action", StoredEnum.Of(control.Action) }, { "rev", control.Rev } };

    public static BsonDocument WriteCommand(HeadCommand command)
    {
        var document = new BsonDocument { { "id", command.Id }, { "kind", StoredEnum.Of(command.Kind) } };
        if (command.OperationId is { } operation)
            document["operationId"] = operation.Value;
        if (command.BatchId is { } batch)
            document["batchId"] = Bson.Id(batch.Value);
        if (command.Uuid is { } uuid)
            document["uuid"] = uuid;
        if (command.Force)
            document["force"] = true;
        return document;
    }

    /// <summary>Without what is zero, to keep checkpoints small.</summary>
    public static BsonValue WriteFacts(RunFacts? facts)
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

    private static RunFacts ReadFacts(BsonDocument document) => new()
    {
        OperationId = document.TextOf("operationId"),
        Status = document.TextOf("status"),
        Planned = document.FlagOf("planned"),
        TotalBatches = document.IntOf("totalBatches"),
        BlockedAt = document.MillisecondsOf("blockedAt"),
        Open = document.FlagOf("open"),
        PerCall = document.RealOf("perCall") ?? 0,
        Counters = document.DocumentOf("counters") is { } counters ? StateDocuments.ReadCounters(counters) : null,
    };

    private static DateTimeOffset NowOf(BsonDocument document) =>
        DateTimeOffset.FromUnixTimeMilliseconds(document[Bson.StoreNow].AsBsonDateTime.MillisecondsSinceEpoch);

    private static Control ReadControl(BsonDocument control) => new(
        new OperationId(control["operationId"].AsString), StoredEnum.Parse<ControlAction>(control["action"].AsString), control.NumberOf("rev") ?? 0);

    private static HeadCommand ReadCommand(BsonDocument command) => new()
    {
        Id = command["id"].AsString,
        Kind = StoredEnum.Parse<HeadCommandKind>(command["kind"].AsString),
        OperationId = command.TextOf("operationId") is { } operation ? new OperationId(operation) : null,
        BatchId = command.TextOf("batchId") is { } batch ? new BatchId(batch) : null,
        Uuid = command.TextOf("uuid"),
        Force = command.FlagOf("force"),
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
        return document;
    }

    private static void Add(BsonDocument document, string name, long number)
    {
        if (number != 0)
            document.Add(name, number is >= int.MinValue and <= int.MaxValue ? (BsonValue)(int)number : number);
    }
}
