using System.Text.Json;
using Batchline.Workiz.Redaction;

namespace Batchline.Workiz.Answers;

/// <summary>The text of an error, wherever Workiz put it. Raw: <see cref="Redactor"/> cleans and shortens it, and needs whole
/// texts to find a key in them.</summary>
internal static class ErrorText
{
    // Far more than is shown, so that a body with a million errors costs no more than one with fifty.
    private const int MostTexts = 50;
    private const int MostCharacters = 4096;

    /// <summary>A text with one of these words means that something other than a job was not found.</summary>
    private static readonly string[] OtherThings = ["account", "point", "endpoint", "path", "route", "page", "api", "user", "token", "key", "url"];
    private static readonly string[] Names = ["msg", "message", "error", "data", "details", "errors"];

    /// <summary>The texts in <c>msg, message, error, data, details, errors</c>, each once.</summary>
    public static string Collect(JsonElement body) => string.Join("; ", Texts(body));

    /// <summary><c>job Not Found</c>, perhaps with the UUID in between, or just <c>Not found</c>. "Account not found" means something else.</summary>
    public static bool SaysNotFound(JsonElement body) => Texts(body).Select(text => text.Trim(' ', '.', '!')).Any(text =>
        (text.EndsWith("not found", StringComparison.OrdinalIgnoreCase) || text.EndsWith("does not exist", StringComparison.OrdinalIgnoreCase))
        && !IsAboutOtherThings(text));

    /// <summary>What a 404 about the job says, such as <c>No such job</c>.</summary>
    public static bool SpeaksOfJob(JsonElement body) => SaysNotFound(body)
        || Texts(body).Any(text => text.Contains("job", StringComparison.OrdinalIgnoreCase) && !IsAboutOtherThings(text));

    /// <summary>Workiz's text for a used-up quota, <c>Account reached Api Quotas - …</c>, or the usual text of servers.</summary>
    public static bool SaysQuota(JsonElement body) => Texts(body).Any(text =>
        text.Contains("reached api quota", StringComparison.OrdinalIgnoreCase) || text.Contains("too many requests", StringComparison.OrdinalIgnoreCase));

    private static bool IsAboutOtherThings(string text) => text.Split(' ', ',', '.', ':', ';', '/', '"', '\'', '(', ')')
        .Any(word => OtherThings.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static List<string> Texts(JsonElement body)
    {
        var found = new List<string>();
        if (body.ValueKind is not JsonValueKind.Object)
            return found;

        foreach (var name in Names)
        {
            // Under "data", only text is an error; anything else is data.
            if (body.TryGetProperty(name, out var value) && (name != "data" || value.ValueKind is JsonValueKind.String))
                Add(value, label: "", found);
        }
        return found;
    }

    private static void Add(JsonElement value, string label, List<string> found)
    {
        if (found.Count >= MostTexts || found.Sum(text => text.Length) > MostCharacters)
            return;

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Add(property.Value, $"{property.Name}: ", found);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(item, label, found);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                if (TextOf(value) is { Length: > 0 } text && !found.Contains(label + text))
                    found.Add(label + text);
                break;
        }
    }

    /// <summary>Text that cannot be read is ignored, and does not affect the texts beside it.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ToString().Trim();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
