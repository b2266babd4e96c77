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
        if (InStep(before, after) is { } changed)
            return [.. changed];
        var oldFields = Fields(before);
        var newFields = Fields(after);
        return [.. oldFields.Keys.Union(newFields.Keys)
            .Where(name => !oldFields.TryGetValue(name, out var one) || !newFields.TryGetValue(name, out var other) || !AreSame(one, other))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>As Workiz writes records: the same names in the same order. Null: it is not so.</summary>
    private static SortedSet<string>? InStep(JsonElement before, JsonElement after)
    {
        if (before.GetPropertyCount() != after.GetPropertyCount())
            return null;
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        using var others = after.EnumerateObject().GetEnumerator();
        foreach (var one in before.EnumerateObject())
        {
            others.MoveNext();
            var other = others.Current;
            if (!JsonMarshal.GetRawUtf8PropertyName(one).SequenceEqual(JsonMarshal.GetRawUtf8PropertyName(other)))
                return null;
            if (!AreSame(one.Value, other.Value))
                changed.Add(NameOf(one));
        }

        return changed;
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

    private static void WriteFields(JsonElement record, Utf8JsonWriter writer)
    {
        var count = record.GetPropertyCount();
        var (names, places, values) = (new string[count], new int[count], new JsonElement[count]);
        var place = 0;
        foreach (var property in record.EnumerateObject())
        {
            (names[place], places[place], values[place]) = (NameOf(property), place, property.Value);
            place++;
        }

        Array.Sort(names, places, StringComparer.Ordinal);
        KeepOrderOfTwins(names, places);
        for (var index = 0; index < count; index++)
        {
            writer.WritePropertyName(names[index]);
            WriteCanonical(values[places[index]], writer);
        }
    }

    /// <summary>Names may come twice: their order counts then, and the sort has not kept it.</summary>
    private static void KeepOrderOfTwins(string[] names, int[] places)
    {
        for (var index = 1; index < names.Length; index++)
        {
            for (var at = index; at > 0 && names[at] == names[at - 1] && places[at] < places[at - 1]; at--)
                (places[at], places[at - 1]) = (places[at - 1], places[at]);
        }
    }

    private static void WriteCanonical(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteFields(element, writer);
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
