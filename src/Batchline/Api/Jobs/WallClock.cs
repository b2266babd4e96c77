using System.Text.RegularExpressions;

namespace Batchline.Api.Jobs;

/// <summary>Times as jobs hold them: wall clocks of the account's zone, compared as text.</summary>
internal static partial class WallClock
{
    public const string Form = "a day (2026-01-31) or a time without zone (2026-01-31 08:00:00)";

    public static bool IsValid(string text) => Pattern().IsMatch(text);

    public static string Normalize(string text) => text.Replace('T', ' ');

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
