using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Batchline.Engine.Record;

namespace Batchline.Api.Export;

/// <summary>Values as texts of a spreadsheet.</summary>
internal static partial class CsvText
{
    public static string Of(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Texts as they are, numbers as they were written, lists and objects as JSON; without halves of emojis.</summary>
    public static string Of(JsonElement value) => Guarded(value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => JsonText.Of(value),
        _ => JsonText.Mended(value.GetRawText()),
    });

    /// <summary>
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it: job notes come from outside, and
    /// a formula may call out. Numbers are none, with a sign either.
    /// </summary>
    public static string Guarded(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] && !Number().IsMatch(text) ? "'" + text : text;

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
