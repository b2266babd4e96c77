using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Batchline.Engine.Record;

/// <summary>A hash over the content of a job: equal for records that differ only in the order of keys or in white space.</summary>
public static class JobHash
{
    /// <summary>32 hex characters.</summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static string Of(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            WriteCanonical(element, writer);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)[..16]);
    }

    /// <summary>Top-level names whose value differs, is new or is gone, in ordinal order.</summary>
    public static IReadOnlyList<string> ChangedFields(string before, string after)
    {
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var oldFields = Fields(old.RootElement);
        var newFields = Fields(now.RootElement);
        return [.. oldFields.Keys.Union(newFields.Keys)
            .Where(name => oldFields.GetValueOrDefault(name) != newFields.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Fields(JsonElement job)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in job.EnumerateObject())
            fields[NameOf(property)] = Of(property.Value);
        return fields;
    }

    private static void WriteCanonical(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, value) in element.EnumerateObject()
                    .Select(property => (Name: NameOf(property), property.Value))
                    .OrderBy(property => property.Name, StringComparer.Ordinal))
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
