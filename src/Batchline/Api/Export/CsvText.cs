using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Batchline.Engine.Records;

namespace Batchline.Api.Export;

/// <summary>Values as texts of a spreadsheet.</summary>
internal static partial class CsvText
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(";\t\r\n");
    private static readonly SearchValues<char> Quoted = SearchValues.Create(";,\t\r\n\"'|");

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
    /// a formula may call out. Numbers are none, with a sign either. A spreadsheet that splits lines at semicolons or tabs
    /// does not know our quotes for such, so what stands behind one of those or a line break is looked at, too.
    /// </summary>
    public static string Guarded(string text)
    {
        var begin = IsFormula(text) ? "'" : "";
        if (!text.AsSpan().ContainsAny(Breaks))
            return begin + text;
        var (guarded, isBegun) = (new StringBuilder(begin), false);
        for (var at = 0; at < text.Length; at++)
        {
            guarded.Append(text[at]);
            isBegun |= !IsUnseen(text[at]);
            if (Breaks.Contains(text[at]) && (isBegun || text[at] != '\t') && IsFormulaWithin(PieceAt(text, at + 1)))
                guarded.Append('\'');
        }

        return guarded.ToString();
    }

    /// <summary>Where other programs than those that count on commas may split a line.</summary>
    public static bool NeedsQuotes(string cell) =>
        cell.Length > 0 && (cell.AsSpan().ContainsAny(Quoted) || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]));

    private static bool IsFormula(string text) =>
        Begun(text, "") is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] begun && !Number().IsMatch(begun.TrimEnd())
        || text is ['\t' or '\r' or '\n', ..];

    /// <summary>Lists in notes begin their lines with a dash. Behind a sign only a call does harm.</summary>
    private static bool IsFormulaWithin(ReadOnlySpan<char> piece) => Begun(piece, "\"'") switch
    {
        ['=' or '@' or '＝' or '＠', ..] => true,
        ['+' or '-' or '＋' or '－', ..] => piece.ContainsAny('(', '|'),
        _ => false,
    };

    private static ReadOnlySpan<char> PieceAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest.IndexOfAny(Breaks) is >= 0 and var end ? rest[..end] : rest;
    }

    /// <summary>What a program reads that leaves out blanks and what nobody sees.</summary>
    private static ReadOnlySpan<char> Begun(ReadOnlySpan<char> text, string others)
    {
        var at = 0;
        while (at < text.Length && (IsUnseen(text[at]) || others.Contains(text[at], StringComparison.Ordinal)))
            at++;
        return text[at..];
    }

    private static bool IsUnseen(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
