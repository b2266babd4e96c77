using System.CommandLine;
using Batchline.Api.Jobs;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;

namespace Batchline.Commands.Jobs;

/// <summary>The options that choose jobs.</summary>
internal static class JobFilterOptions
{
    private static readonly Option<string?> Account = new("--account") { Description = "Only of this account", HelpName = "NAME|ID" };
    private static readonly Option<string?> Status = new("--status") { Description = "Only with this status, as Workiz writes it", HelpName = "STATUS" };
    private static readonly Option<string?> From = Time("--from", "Scheduled then or later");
    private static readonly Option<string?> To = Time("--to", "Scheduled then or before; a day includes that day");
    private static readonly Option<string?> Text = new("--text") { Description = "With words that begin so in number, names, company, phone, e-mail, address, notes or comments", HelpName = "TEXT" };
    private static readonly Option<bool> Missing = new("--missing") { Description = "Only jobs that are gone in Workiz" };
    private static readonly Option<string?> ChangedSince = Moment("--changed-since", "New or changed since then");

    public static IEnumerable<Option> Options => [Account, Status, From, To, Text, Missing, ChangedSince];

    public static async Task<IEnumerable<(string Name, string? Value)>> QueryAsync(ParseResult parsed, AccountBook book, CancellationToken cancellationToken) =>
    [
        ("accountId", parsed.GetValue(Account) is { } account ? (await book.FindAsync(account, cancellationToken)).Id : null),
        ("status", parsed.GetValue(Status)),
        ("from", parsed.GetValue(From)),
        ("to", parsed.GetValue(To)),
        ("q", parsed.GetValue(Text)),
        ("missing", parsed.GetValue(Missing) ? "true" : null),
        ("changedSince", parsed.GetValue(ChangedSince)),
    ];

    private static Option<string?> Time(string name, string description) =>
        Checked(name, description, "DAY|TIME", WallClock.IsValid, WallClock.Form);

    private static Option<string?> Moment(string name, string description) =>
        Checked(name, description, "DAY|TIME", text => IsoTime.TryParse(text, out _), "a day (2026-01-31) or a time with its zone (2026-01-31T08:00:00Z)");

    private static Option<string?> Checked(string name, string description, string value, Func<string, bool> isValid, string form)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !isValid(text))
                result.AddError($"{name} must be {form}.");
        });
        return option;
    }
}
