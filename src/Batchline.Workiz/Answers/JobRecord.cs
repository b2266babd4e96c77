using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Batchline.Engine.Records;

namespace Batchline.Workiz.Answers;

/// <summary>A job record in an answer.</summary>
internal static class JobRecord
{
    /// <summary>The largest record that is taken, in UTF-8 bytes.</summary>
    public const int SizeLimit = 4 * 1024 * 1024;

    /// <summary>The longest UUID, in characters. Workiz's have six; the index of a database takes no long ones.</summary>
    public const int UuidLimit = 200;

    /// <summary>Tells a record from an envelope around one. Custom fields may be called <c>flag</c> or <c>data</c>, but they are
    /// scalars; an error may name the UUID that it is about.</summary>
    public static bool Looks(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty("UUID"u8, out _)
        && !(element.TryGetProperty("data"u8, out var data) && data.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        && !(Envelope.Says(element, "flag"u8) is false && element.TryGetProperty("msg"u8, out _));

    /// <summary>The record as received; otherwise <paramref name="fault"/> says what is wrong with it.</summary>
    public static bool TryRead(JsonElement element, [NotNullWhen(true)] out JobDocument? job, [NotNullWhen(false)] out string? fault)
    {
        job = null;
        fault = element.ValueKind is not JsonValueKind.Object ? "it is not a job record" : FaultOf(element, out job);
        return fault is null;
    }

    private static string? FaultOf(JsonElement record, out JobDocument? job)
    {
        job = null;
        string? uuid = null;
        foreach (var property in record.EnumerateObject())
        {
            if (!property.NameEquals("UUID"u8))
                continue;
            if (uuid is not null)
                return "it has two UUIDs";
            uuid = UuidOf(property.Value);
            if (string.IsNullOrWhiteSpace(uuid))
                return "it has no UUID";
        }
        if (uuid is null)
            return "it has no UUID";
        if (uuid.Length > UuidLimit)
            return $"its UUID is longer than {UuidLimit} characters";
        var json = record.GetRawText();
        if (json.Length > SizeLimit)
            return $"it is larger than {SizeLimit / 1024 / 1024} MB ({uuid})";
        if (DocumentSize.IsTooLarge(record))
            return $"it is larger than the {DocumentSize.Limit / 1024 / 1024} MB that MongoDB takes for a document ({uuid})";
        job = new JobDocument(uuid, json, record.Clone());
        return null;
    }

    /// <summary>A number is taken as written if that can be a UUID: <c>123456</c>, and <c>12E345</c> without its quotes.</summary>
    private static string? UuidOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.GetRawText() is var text && text.All(char.IsAsciiLetterOrDigit) => text,
        _ => null,
    };
}
