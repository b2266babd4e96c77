using System.Globalization;
using System.Text.Json;

namespace Batchline.Workiz.Answers;

/// <summary>The fields around the data: <c>flag, success, error, code</c>.</summary>
internal static class Envelope
{
    /// <summary>True, false, 1, 0, or the same as text; null for anything else and for a missing field.</summary>
    public static bool? Says(JsonElement envelope, ReadOnlySpan<byte> name) =>
        !envelope.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number or JsonValueKind.String => Trimmed(value) switch
            {
                "1" or "true" => true,
                "0" or "false" => false,
                _ => null,
            },
            _ => null,
        };

    /// <summary>The envelope says no: <c>flag:false</c>, <c>success:false</c>, <c>error:true</c>, or a non-empty <c>error</c>.</summary>
    public static bool Refuses(JsonElement envelope) =>
        Says(envelope, "flag"u8) is false || Says(envelope, "success"u8) is false || HasError(envelope);

    /// <summary>The <c>code</c> of a body that reports an error, 400 to 599; null without one or beside <c>flag:true</c>.</summary>
    public static int? ErrorCode(JsonElement envelope) =>
        Says(envelope, "flag"u8) is not true
        && envelope.TryGetProperty("code"u8, out var code)
        && code.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && int.TryParse(Trimmed(code), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 400 and <= 599 ? number : null;

    /// <summary>Workiz itself wrote the body. <c>{"message":"Forbidden"}</c> alone comes from a gateway.</summary>
    public static bool IsWorkizError(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object
        && (Has(body, "flag"u8) || Has(body, "success"u8) || Has(body, "error"u8) || Has(body, "code"u8) || Has(body, "msg"u8));

    /// <summary>Cloudflare's own error, which it sends as JSON if <c>application/json</c> was requested.</summary>
    public static bool IsFromEdge(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && Says(body, "cloudflare_error"u8) is true;

    private static bool HasError(JsonElement envelope) =>
        envelope.TryGetProperty("error"u8, out var error) && error.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.Object => true,
            JsonValueKind.Array => error.GetArrayLength() > 0,
            JsonValueKind.Number or JsonValueKind.String => Trimmed(error) is not ("" or "0" or "false"),
            _ => false,
        };

    private static bool Has(JsonElement body, ReadOnlySpan<byte> name) => body.TryGetProperty(name, out _);

    private static string Trimmed(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
}
