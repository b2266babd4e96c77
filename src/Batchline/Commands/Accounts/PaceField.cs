using System.Globalization;
using System.Text.Json;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary>A pace field of an account, as <c>accounts set</c> and files of accounts name it.</summary>
/// <param name="Name">The name in the API.</param>
/// <param name="Expected">For a value that cannot be read: what it should be.</param>
/// <param name="Parse">Null: it cannot be read.</param>
internal sealed record PaceField(string Name, string Help, string HelpName, string Expected, Func<string, object?> Parse)
{
    public const string Note = "--quota-share is the part of the account's quota that Batchline may use, since other integrations share it.";
    public const string Example = "--quota-calls 30 --quota-window 1m --quota-share 0.5";

    private static readonly Func<string, object?> Duration = text => Durations.TryParse(text, out var duration) ? duration : null;

    public static readonly IReadOnlyList<PaceField> All =
    [
        new("minInterval", "At least this long between two calls", "DURATION", "a duration (2s or 00:00:02)", Duration),
        new("quotaCalls", "Calls that Workiz allows within the window", "N", "a whole number",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null),
        new("quotaWindow", "How long the window of the quota is", "DURATION", "a duration (1m or 00:01:00)", Duration),
        new("quotaShare", "Which part of the quota to use, 0.1 to 1", "SHARE", "a number (0.5)",
            text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : null),
    ];

    public string Option => $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(Name)}";
}
