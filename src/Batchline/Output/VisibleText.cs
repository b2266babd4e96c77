using System.Globalization;

namespace Batchline.Output;

/// <summary>
/// Makes text from elsewhere safe for a terminal and for a log: names, records, answers from Workiz, and files may contain
/// characters that clear the screen, imitate lines of this program, or reverse the direction of the text beside them.
/// </summary>
internal static class VisibleText
{
    private const char Replacement = '\uFFFD';

    /// <summary>On one line: line breaks become spaces.</summary>
    public static string OneLine(string? text) => Shown(text, breaks: false);

    /// <summary>With its line breaks and tabs.</summary>
    public static string Lines(string text) => Shown(text, breaks: true);

    public static char Shown(char character, bool breaks) => character switch
    {
        '\n' or '\t' when breaks => character,
        '\r' or '\n' or '\t' or '\u2028' or '\u2029' => ' ',

        // Begins invisible tags and variation selectors.
        '\uDB40' => Replacement,

        // Without these two joiners, some scripts and most emojis of more than one person fall apart.
        '\u200C' or '\u200D' => character,
        _ when char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format => Replacement,
        _ => character,
    };

    private static string Shown(string? text, bool breaks)
    {
        if (string.IsNullOrEmpty(text) || text.All(character => Shown(character, breaks) == character))
            return text ?? "";
        return string.Create(text.Length, (text, breaks), static (shown, from) =>
        {
            for (var at = 0; at < shown.Length; at++)
                shown[at] = Shown(from.text[at], from.breaks);
        });
    }
}
