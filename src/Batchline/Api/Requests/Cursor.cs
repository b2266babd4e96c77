using System.Buffers.Text;
using System.Text.Json;

namespace Batchline.Api.Requests;

/// <summary>Where a list goes on, as opaque text: base64url of the parts that name the last row.</summary>
internal static class Cursor
{
    private const int MaxLength = 1000;

    public static string Encode(params string[] parts) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    /// <summary>The parts; null when the text is no cursor of that many.</summary>
    public static string[]? Decode(string text, int count)
    {
        if (text.Length > MaxLength)
            return null;
        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text));
            return parts?.Length == count && parts.All(part => part is not null) ? [.. parts.OfType<string>()] : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
