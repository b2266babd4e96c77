using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Batchline.Commands.Shell;

/// <summary>Durations on the command line: <c>250ms</c>, <c>2s</c>, <c>1m</c> or <c>hh:mm:ss</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public static Option<TimeSpan> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = Parse,
    };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count < TimeSpan.MaxValue / length)
            {
                duration = count * length;
                return true;
            }
        }

        duration = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
    }

    private static TimeSpan Parse(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: var text }] && TryParse(text, out var duration))
            return duration;
        result.AddError($"'{string.Join(' ', result.Tokens)}' is no duration; write 250ms, 2s, 1m or hh:mm:ss.");
        return default;
    }
}
