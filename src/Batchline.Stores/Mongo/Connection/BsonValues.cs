using Batchline.Engine.Ids;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Values as they are written, and read as tolerantly as documents of other programs ask for.</summary>
internal static class BsonValues
{
    public static ObjectId Id(string hex) => ObjectId.Parse(hex);

    public static ObjectId ToObjectId(this AccountId account) => ObjectId.Parse(account.Value);

    public static BsonValue Time(DateTimeOffset? time) =>
        time is { } at ? new BsonDateTime(UnixTime.Floor(at)) : BsonNull.Value;

    public static BsonValue Text(string? text) => text is null ? BsonNull.Value : new BsonString(text);

    public static BsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => new BsonString(text))];

    public static BsonValue Milliseconds(TimeSpan? duration) =>
        duration is { } time ? new BsonInt64((long)time.TotalMilliseconds) : BsonNull.Value;

    public static string? TextOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value switch
        {
            BsonString text => text.Value,
            BsonObjectId id => id.Value.ToString(),
            _ => null,
        }
        : null;

    public static DateTimeOffset? TimeOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value is BsonDateTime time
            ? UnixTime.At(time.MillisecondsSinceEpoch)
            : null;

    public static long? NumberOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value.IsNumeric ? value.ToInt64() : null;

    public static int IntOf(this BsonDocument document, string name) => (int)(document.NumberOf(name) ?? 0);

    public static bool FlagOf(this BsonDocument document, string name, bool otherwise = false) =>
        document.TryGetValue(name, out var value) && value is BsonBoolean flag ? flag.Value : otherwise;

    public static BsonDocument? DocumentOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value as BsonDocument : null;

    public static IReadOnlyList<string> TextsOf(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) && value is BsonArray array
            ? [.. array.OfType<BsonString>().Select(text => text.Value)]
            : [];
}
