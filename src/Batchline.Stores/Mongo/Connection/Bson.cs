using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>
/// Values as they are written; expressions of update pipelines, all known to MongoDB 5 and later; and reading that tolerates what
/// other programs write.
/// </summary>
internal static class Bson
{
    /// <summary>The server's time of the write or the read, from which durations are counted.</summary>
    public const string StoreNow = "storeNow";

    public static ObjectId Id(string hex) => ObjectId.Parse(hex);

    public static ObjectId ToObjectId(this AccountId account) => ObjectId.Parse(account.Value);

    public static BsonValue Time(DateTimeOffset? time) => time is { } at ? new BsonDateTime(at.ToUnixTimeMilliseconds()) : BsonNull.Value;

    public static BsonValue Text(string? text) => text is null ? BsonNull.Value : new BsonString(text);

    public static BsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => new BsonString(text))];

    public static BsonValue Milliseconds(TimeSpan? duration) =>
        duration is { } time ? new BsonInt64((long)time.TotalMilliseconds) : BsonNull.Value;

    public static BsonDocument Stamp(BsonValue now) => new("$set", new BsonDocument(StoreNow, now));

    /// <summary>A value that the server does not look into: texts and names that begin with a dollar mean themselves.</summary>
    public static BsonDocument Literal(BsonValue value) => new("$literal", value);

    public static BsonDocument Op(string name, params BsonValue[] arguments) => new(name, new BsonArray(arguments));

    public static BsonDocument IfNull(BsonValue value, BsonValue other) => Op("$ifNull", value, other);

    public static BsonDocument Cond(BsonValue condition, BsonValue then, BsonValue otherwise) => Op("$cond", condition, then, otherwise);

    public static BsonDocument Later(BsonValue time, long milliseconds) => Op("$add", time, new BsonInt64(milliseconds));

    public static BsonDocument Filter(BsonValue input, BsonValue condition) =>
        new("$filter", new BsonDocument { { "input", input }, { "as", "item" }, { "cond", condition } });

    /// <summary>Whether the stored document was written under a greater (fence, seq).</summary>
    /// <param name="prefix">Where the pair is: "" or a path that ends in a dot.</param>
    public static BsonDocument IsNewer(string prefix, long fence, long seq)
    {
        var storedFence = IfNull($"${prefix}fence", new BsonInt64(-1));
        var storedSeq = IfNull($"${prefix}seq", new BsonInt64(-1));
        return Op(
            "$or",
            Op("$gt", storedFence, new BsonInt64(fence)),
            Op("$and", Op("$eq", storedFence, new BsonInt64(fence)), Op("$gt", storedSeq, new BsonInt64(seq))));
    }

    /// <summary>The opposite as a condition of a query: matches documents that are not newer.</summary>
    public static BsonArray NotNewer(string prefix, long fence, long seq) =>
    [
        new BsonDocument(prefix + "fence", BsonNull.Value),
        new BsonDocument(prefix + "fence", new BsonDocument("$lt", fence)),
        new BsonDocument { { prefix + "fence", fence }, { prefix + "seq", new BsonDocument("$lte", seq) } },
    ];

    public static string? TextOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value switch
        {
            BsonString text => text.Value,
            BsonObjectId id => id.Value.ToString(),
            _ => null,
        }
        : null;

    public static DateTimeOffset? TimeOf(this BsonDocument document, string name) =>
        document.MillisecondsOf(name) is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    /// <summary>A time as unix milliseconds.</summary>
    public static long? MillisecondsOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value is BsonDateTime time ? time.MillisecondsSinceEpoch : null;

    public static long? NumberOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value.IsNumeric ? value.ToInt64() : null;

    public static int IntOf(this BsonDocument document, string name) => (int)(document.NumberOf(name) ?? 0);

    public static double? RealOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value.IsNumeric ? value.ToDouble() : null;

    public static bool FlagOf(this BsonDocument document, string name, bool otherwise = false) =>
        document.TryGetValue(name, out var value) && value is BsonBoolean flag ? flag.Value : otherwise;

    public static BsonDocument? DocumentOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value as BsonDocument : null;

    public static IReadOnlyList<string> TextsOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value is BsonArray array
            ? [.. array.OfType<BsonString>().Select(text => text.Value)]
            : [];
}
