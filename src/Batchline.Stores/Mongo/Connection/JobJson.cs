using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Batchline.Engine.Records;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>JSON to BSON and back, keeping types.</summary>
internal static class JobJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static BsonDocument Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    public static BsonDocument Read(JsonElement element)
    {
        var document = new BsonDocument();
        foreach (var property in element.EnumerateObject())
            document[NameOf(property)] = Value(property.Value);
        return document;
    }

    /// <summary>Only the fields of these names.</summary>
    public static BsonDocument Read(JsonElement element, IReadOnlyCollection<string> names)
    {
        var document = new BsonDocument();
        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) is var name && names.Contains(name))
                document[name] = Value(property.Value);
        }

        return document;
    }

    public static IEnumerable<string> NamesOf(JsonElement element) => element.EnumerateObject().Select(NameOf);

    public static string Write(BsonDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            Write(writer, document);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static BsonValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Read(value),
        JsonValueKind.Array => new BsonArray(value.EnumerateArray().Select(Value)),
        JsonValueKind.String => JsonText.Of(value),
        JsonValueKind.Number => JobNumbers.Read(value),
        JsonValueKind.True => BsonBoolean.True,
        JsonValueKind.False => BsonBoolean.False,
        _ => BsonNull.Value,
    };

    // BSON allows no zero character in a name.
    private static string NameOf(JsonProperty property) => JsonText.NameOf(property).Replace('\0', '\ufffd');

    private static void Write(Utf8JsonWriter writer, BsonValue value)
    {
        switch (value)
        {
            case BsonDocument document:
                writer.WriteStartObject();
                foreach (var element in document)
                {
                    writer.WritePropertyName(element.Name);
                    Write(writer, element.Value);
                }

                writer.WriteEndObject();
                break;
            case BsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case BsonBoolean flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case BsonNull or BsonUndefined:
                writer.WriteNullValue();
                break;
            case BsonDateTime time:
                writer.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds(time.MillisecondsSinceEpoch));
                break;
            case { IsNumeric: true }:
                WriteNumber(writer, value);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, BsonValue value)
    {
        if (value is BsonInt32 or BsonInt64)
            writer.WriteNumberValue(value.ToInt64());
        else if (value is BsonDouble number && double.IsFinite(number.Value))
            writer.WriteNumberValue(number.Value);
        else if (value is BsonDecimal128 exact && !Decimal128.IsNaN(exact.Value) && !Decimal128.IsInfinity(exact.Value))
            writer.WriteRawValue(exact.Value.ToString());
        else
            writer.WriteNullValue();
    }
}
