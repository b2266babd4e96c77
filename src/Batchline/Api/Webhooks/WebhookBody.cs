using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.Api.Errors;
using Batchline.Api.Requests;

namespace Batchline.Api.Webhooks;

/// <summary>
/// Reads the body of a webhook as relays send it: JSON under any content type, or a form, whose fields may be named as paths
/// (<c>data[uuid]</c>).
/// </summary>
internal static class WebhookBody
{
    private const string Whole = "body";
    private const int MaxSteps = 8;

    /// <summary>Workiz sends the whole job, a relay may wrap it.</summary>
    private const int MaxBytes = 256 * 1024;

    private static readonly char[] Steps = ['[', ']', '.'];

    /// <exception cref="InvalidRequestException">The body is neither.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        using var bytes = await RequestBody.BytesAsync(request, MaxBytes);

        // Only the uuid counts, so a letter in another encoding does no harm here.
        var text = (await new StreamReader(bytes, leaveOpen: true).ReadToEndAsync()).Trim();
        if (text.Length == 0)
            throw new InvalidRequestException(Whole, "is required");
        if (LooksLikeJson(text))
            return Parse(text) ?? throw new InvalidRequestException(Whole, "is not valid JSON");
        if (!request.HasFormContentType)
            throw new InvalidRequestException(Whole, "must be JSON, or a form with its content type");
        bytes.Position = 0;
        request.Body = bytes;
        return await FormAsync(request);
    }

    public static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    /// <summary>Null: the text is no JSON.</summary>
    public static JsonElement? Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<JsonElement> FormAsync(HttpRequest request)
    {
        try
        {
            var root = new JsonObject();
            foreach (var (name, values) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
                Put(root, name.Split(Steps, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), values.ToArray());
            return JsonSerializer.SerializeToElement(root);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InvalidRequestException(Whole, "is not a valid form");
        }
    }

    private static void Put(JsonObject root, string[] path, string?[] values)
    {
        if (path.Length is 0 or > MaxSteps)
            return;
        var place = root;
        foreach (var step in path[..^1])
        {
            if (place[step] is not JsonObject next)
                place[step] = next = [];
            place = next;
        }

        place[path[^1]] = values is [var only] ? only : new JsonArray([.. values.Select(value => (JsonNode?)value)]);
    }
}
