using System.Globalization;
using System.Net;
using System.Text;
using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Redaction;

/// <summary>Makes the messages of an answer safe to show: without the key, printable, and at most
/// <see cref="MaxLength"/> characters long.</summary>
internal sealed class Redactor(WorkizToken token)
{
    public const int MaxLength = 300;
    private const string Stars = "***";

    // Escaped once by this client and once or twice by a server that quotes it. A limit, because undoing "%252525…" never ends.
    private const int MaxEscapes = 3;

    private readonly string secret = Printable(token.Reveal());

    public WorkizAnswer Clean(WorkizAnswer answer) => answer switch
    {
        WorkizAnswer.Refused it => it with { Message = Clean(it.Message) },
        WorkizAnswer.QuotaReached it => it with { Message = Clean(it.Message) },
        WorkizAnswer.Transient it => it with { Message = Clean(it.Message) },
        WorkizAnswer.Invalid it => it with { Message = Clean(it.Message) },
        WorkizAnswer.TooLarge it => it with { Message = Clean(it.Message) },
        WorkizAnswer.Page { Odd.Count: > 0 } it => it with { Odd = [.. it.Odd.Select(row => row with { Reason = Clean(row.Reason) })] },
        _ => answer,
    };

    // The order matters: characters that are removed may have split the key, and cutting first could leave half of it.
    public string Clean(string text) => Cut(WithoutSecret(Printable(text)));

    private string WithoutSecret(string text)
    {
        if (secret.Length == 0)
            return text;

        text = text.Replace(secret, Stars, StringComparison.OrdinalIgnoreCase);
        var view = text;
        for (var i = 0; i < MaxEscapes; i++)
        {
            view = Printable(WebUtility.HtmlDecode(Uri.UnescapeDataString(view)));
            if (view.Contains(secret, StringComparison.OrdinalIgnoreCase))
                text = view = view.Replace(secret, Stars, StringComparison.OrdinalIgnoreCase);
        }
        return text;
    }

    private static string Printable(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\r' or '\n')
                kept.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                     or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                kept.Append(rune);
        }
        return kept.ToString().Trim();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        var end = MaxLength - 1;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }
}
