using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Batchline.Engine.Records;

/// <summary>
/// Reads JSON text, whatever is in it. Text that was cut through an emoji ends in half a surrogate pair. That is legal JSON,
/// but .NET refuses to read it and no database accepts it, so U+FFFD replaces the half. The record itself is not changed.
/// </summary>
public static partial class JsonText
{
    private const string EscapedReplacement = @"\ufffd";

    /// <summary>A string's text; any other value as JSON.</summary>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            return JsonElement.Parse(Mended(value.GetRawText())).ToString();
        }
    }

    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return JsonElement.Parse(Mended($"\"{Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property))}\"")).ToString();
        }
    }

    /// <summary>A field by its name, which must not contain characters that JSON escapes. If there are several, the last.</summary>
    public static JsonElement? Field(JsonElement record, string name)
    {
        // The library's own search throws on names that it cannot read.
        JsonElement? found = null;
        foreach (var field in record.EnumerateObject())
        {
            if (Ascii.Equals(JsonMarshal.GetRawUtf8PropertyName(field), name))
                found = field.Value;
        }

        return found;
    }

    /// <summary>The same JSON without halves of surrogate pairs.</summary>
    public static string Mended(string json) => json.Contains(@"\u", StringComparison.Ordinal)
        ? Escapes().Replace(json, escape => escape.Groups["half"].Success ? EscapedReplacement : escape.Value)
        : json;

    // Every escape is matched, so that the second character of an escaped backslash is not taken for the start of an escape.
    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escapes();
}
