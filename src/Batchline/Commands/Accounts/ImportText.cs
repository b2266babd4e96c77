using System.Text;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary>The text of a file to import. Decoding must not guess: a name with U+FFFD for a letter would be stored.</summary>
internal static class ImportText
{
    /// <exception cref="CouldNotException">The file is neither UTF-8 nor UTF-16 or UTF-32 with a byte order mark.</exception>
    public static string Of(byte[] bytes)
    {
        try
        {
            var text = EncodingOf(bytes).GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? throw NotUtf8(Line(text.Split('\0')[0])) : text;
        }
        catch (DecoderFallbackException e)
        {
            throw NotUtf8(Line(Encoding.Latin1.GetString(bytes, 0, e.Index)));
        }
    }

    private static Encoding EncodingOf(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    private static int Line(string before) => before.Count(character => character == '\n') + 1;

    private static CouldNotException NotUtf8(int line) => new(
        $"The file is not UTF-8: look at line {line}. Nothing was imported. Save it as UTF-8 (in Excel: 'CSV UTF-8'),"
        + " or convert it, such as by 'iconv -f WINDOWS-1252 -t UTF-8 FILE'.");
}
