using System.Globalization;
using Batchline.Output;
using Spectre.Console;

namespace Batchline.Commands.Shell;

/// <summary>Text from elsewhere on its way to a terminal.</summary>
internal static class Cell
{
    /// <summary>Neither markup nor control characters of the text take effect.</summary>
    public static Text Of(string? text) => new(Clean(text));

    public static string Clean(string? text) => VisibleText.OneLine(text);

    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
}
