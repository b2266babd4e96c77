using System.Text;

namespace Batchline.Commands.Accounts;

/// <summary>Splits CSV (RFC 4180: separators, quotes doubled within quotes, line breaks within quotes) into records.</summary>
internal static class CsvReader
{
    /// <returns>The line each record begins on, from 1, and its fields; null fields: its quotes do not close. Blank lines are left out.</returns>
    public static IEnumerable<(int Line, IReadOnlyList<string>? Fields)> Read(string text, char separator)
    {
        var (position, line) = (0, 1);
        while (position < text.Length)
        {
            var begin = line;
            var fields = new List<string>();
            bool more;
            do
            {
                if (Field(text, separator, ref position, ref line, out more) is not { } field)
                {
                    yield return (begin, null);
                    yield break;
                }

                fields.Add(field);
            }
            while (more);
            if (fields is not [{ Length: 0 }])
                yield return (begin, fields);
        }
    }

    /// <param name="more">Another field of the same record follows.</param>
    private static string? Field(string text, char separator, ref int position, ref int line, out bool more)
    {
        var field = new StringBuilder();
        var (quoted, blank) = (false, true);
        for (; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '"' && (quoted || blank))
            {
                if (!quoted || position + 1 == text.Length || text[position + 1] != '"')
                {
                    quoted = !quoted;
                    continue;
                }

                (blank, position) = (false, position + 1);
                field.Append(character);
            }
            else if (!quoted && (character == separator || character == '\n'))
            {
                position++;
                line += character == '\n' ? 1 : 0;
                more = character == separator;
                return field.ToString().Trim();
            }
            else
            {
                line += character == '\n' ? 1 : 0;
                blank &= char.IsWhiteSpace(character);
                field.Append(character);
            }
        }

        more = false;
        return quoted ? null : field.ToString().Trim();
    }
}
