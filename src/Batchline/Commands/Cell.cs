using System.Globalization;
using Spectre.Console;

namespace Batchline.Commands;

/// <summary>Text from elsewhere on its way to a terminal.</summary>
internal static class Cell
{
    /// <summary>Neither markup nor control characters of the text take effect: those could clear the screen or pose as our own output.</summary>
    public static Text Of(string? text) => new(Clean(text));

    public static string Clean(string? text) => string.Concat((text ?? "").Select(Shown));

    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Marks that turn the direction of writing would let a name rewrite its neighbours.</summary>
    private static char Shown(char character) => character switch
    {
        '\r' or '\n' or '\t' => ' ',
        _ when char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format => '\uFFFD',
        _ => character,
    };
}
