using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Batchline.Engine.Records;

/// <summary>
/// Texts of JSON, whatever is in them. A text that was cut through an emoji ends in half a surrogate pair: that is legal
/// JSON, but .NET refuses to read it and no database takes it. U+FFFD stands for the half. The record itself is not changed.
/// </summary>
public static partial class JsonText
{
    private const string EscapedReplacement = @"\ufffd";

    /// <summary>A text as it reads; any other value as JSON.</summary>
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

    /// <summary>
    /// A field by its name, which has no characters that JSON escapes; the last where it comes twice. The library's own
    /// search throws at names that it cannot read.
    /// </summary>
    public static JsonElement? Field(JsonElement record, string name)
    {
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

    // Every escape is matched, so that the one of a backslash is not taken for the beginning of the next.
    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escapes();
}
