using System.Buffers;
using System.Text;

namespace Batchline.Stores.Postgres.Statements;

/// <summary>
/// Texts as PostgreSQL takes them. It refuses U+0000, which is written as an escape and a digit. UTF-8 cannot say half of a surrogate
/// pair, which becomes U+FFFD.
/// </summary>
internal static class PlainText
{
    private const char Nul = '\0';

    /// <summary>The symbol for a null, so that people see what was there. Where it stands for itself, it stands twice.</summary>
    private const char Escape = '\u2400';
    private const char Digit = '0';
    private static readonly string EscapedNul = $"{Escape}{Digit}";
    private static readonly string EscapedEscape = $"{Escape}{Escape}";
    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);
    private static readonly SearchValues<char> Doubtful = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), Nul, Escape]);

    public static string? Of(string? text) => text is null || text.AsSpan().IndexOfAny(Doubtful) < 0
        ? text
        : Json(text.Replace(Escape.ToString(), EscapedEscape, StringComparison.Ordinal).Replace(Nul.ToString(), EscapedNul, StringComparison.Ordinal));

    /// <summary>A text in JSON holds no U+0000, and must come back byte for byte.</summary>
    public static string? Json(string? text) => text is null || text.AsSpan().IndexOfAny(Surrogates) < 0 ? text : WithWholePairs(text);

    /// <summary>The text as it was before <see cref="Of"/>.</summary>
    public static string Read(string text)
    {
        if (!text.Contains(Escape, StringComparison.Ordinal))
            return text;
        var read = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var isEscape = text[index] == Escape && index + 1 < text.Length && (text[index + 1] is Escape or Digit);
            if (isEscape)
                index++;
            read.Append(isEscape && text[index] == Digit ? Nul : text[index]);
        }

        return read.ToString();
    }

    private static string WithWholePairs(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }
}
