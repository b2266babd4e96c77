using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Batchline.Engine.Record;

/// <summary>A hash over the content of a job: equal for records that differ only in the order of keys or in white space.</summary>
public static class JobHash
{
    private const int MostKept = 256 * 1024;
    private static readonly JsonWriterOptions AsIs = new() { SkipValidation = true };

    // Kept per thread: every answer is hashed, and nothing here waits.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>32 hex characters.</summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static string Of(JsonElement element)
    {
        var (buffer, writer) = (_buffer ??= new ArrayBufferWriter<byte>(4096), _writer ??= new Utf8JsonWriter(Stream.Null, AsIs));
        writer.Reset(buffer);
        try
        {
            WriteCanonical(element, writer);
            writer.Flush();
            return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)[..16]);
        }
        finally
        {
            buffer.ResetWrittenCount();
            if (buffer.Capacity > MostKept)
                (_buffer, _writer) = (null, null);
        }
    }

    /// <summary>Top-level names whose value differs, is new or is gone, in ordinal order.</summary>
    public static IReadOnlyList<string> ChangedFields(JsonElement before, JsonElement after)
    {
        var oldFields = Fields(before);
        var newFields = Fields(after);
        return [.. oldFields.Keys.Union(newFields.Keys)
            .Where(name => !oldFields.TryGetValue(name, out var one) || !newFields.TryGetValue(name, out var other) || !AreSame(one, other))
            .Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement job)
    {
        var fields = new Dictionary<string, JsonElement>(job.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var property in job.EnumerateObject())
            fields[NameOf(property)] = property.Value;
        return fields;
    }

    /// <summary>Most fields did not change at all; only others are worth a hash.</summary>
    private static bool AreSame(JsonElement one, JsonElement other) =>
        JsonMarshal.GetRawUtf8Value(one).SequenceEqual(JsonMarshal.GetRawUtf8Value(other)) || Of(one) == Of(other);

    private static (string Name, int Place, JsonElement Value)[] Sorted(JsonElement record)
    {
        var properties = new (string Name, int Place, JsonElement Value)[record.GetPropertyCount()];
        var place = 0;
        foreach (var property in record.EnumerateObject())
        {
            properties[place] = (NameOf(property), place, property.Value);
            place++;
        }

        // Names may come twice: their order counts then.
        Array.Sort(properties, static (one, other) =>
            string.CompareOrdinal(one.Name, other.Name) is not 0 and var order ? order : one.Place.CompareTo(other.Place));
        return properties;
    }

    private static void WriteCanonical(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, _, value) in Sorted(element))
                {
                    writer.WritePropertyName(name);
                    WriteCanonical(value, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    WriteCanonical(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
            case JsonValueKind.String:
                WriteText(element, writer);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    // A text cut through an emoji (half a surrogate pair) is legal JSON that .NET refuses to read: it counts as it is written.
    private static void WriteText(JsonElement text, Utf8JsonWriter writer)
    {
        try
        {
            text.WriteTo(writer);
        }
        catch (InvalidOperationException)
        {
            writer.WriteRawValue(text.GetRawText(), skipInputValidation: true);
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }
}
