using System.CommandLine;
using System.Globalization;
using Batchline.Api.BatchProgress;
using Batchline.Api.Jobs;
using Batchline.Commands.Accounts;
using Batchline.Engine.Record;
using Spectre.Console;

namespace Batchline.Commands.Jobs;

/// <summary><c>batchline jobs list</c>.</summary>
internal static class JobsListCommand
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;

    private static readonly Option<string?> Account = new("--account") { Description = "Only of this account", HelpName = "NAME|ID" };
    private static readonly Option<string?> Status = new("--status") { Description = "Only with this status, as Workiz writes it", HelpName = "STATUS" };
    private static readonly Option<string?> From = Time("--from", "Scheduled then or later");
    private static readonly Option<string?> To = Time("--to", "Scheduled then or before; a day includes that day");
    private static readonly Option<string?> Text = new("--text") { Description = "With this text in number, names, company, phone, e-mail or address", HelpName = "TEXT" };
    private static readonly Option<bool> Missing = new("--missing") { Description = "Only jobs that are gone in Workiz" };
    private static readonly Option<int> Limit = Number();

    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "list",
            "Lists stored jobs, latest scheduled first. Times are those of the account's own clock.",
            "batchline jobs list",
            "batchline jobs list --account 'North Garage' --status Submitted --limit 200",
            "batchline jobs list --from 2026-01-01 --to 2026-01-31 --text smith",
            "batchline jobs list --missing")
        {
            Account, Status, From, To, Text, Missing, Limit,
        };
        command.SetAction((parsed, _) => ListAsync(parsed, terminal));
        return command;
    }

    private static Option<int> Number()
    {
        var option = new Option<int>("--limit") { Description = $"How many at most, 1 to {MaxLimit}", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var limit) || limit is < 1 or > MaxLimit))
                result.AddError($"--limit is a whole number from 1 to {MaxLimit}.");
        });
        return option;
    }

    private static Option<string?> Time(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "DAY|TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !WallClock.IsValid(text))
                result.AddError($"{name} must be {WallClock.Form}.");
        });
        return option;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal)
    {
        using var place = AccountPlace.Open(terminal);
        var limit = parsed.GetValue(Limit);
        var query = new JobQuery
        {
            AccountId = parsed.GetValue(Account) is { } account ? (await place.Finder.FindAsync(account, terminal.Stop)).Id : null,
            Status = parsed.GetValue(Status),
            From = parsed.GetValue(From) is { } from ? WallClock.Normalize(from) : null,
            To = parsed.GetValue(To) is { } to ? WallClock.Normalize(to) : null,
            Text = parsed.GetValue(Text),
            Missing = parsed.GetValue(Missing) ? true : null,
            Limit = limit + 1,
        };
        var jobs = await place.Service<IJobStore>().ListAsync(query, terminal.Stop);
        var names = place.Service<AccountNames>();
        var table = new Table().RoundedBorder().AddColumns("scheduled", "account", "UUID", "number", "status", "client", "missing since");
        foreach (var job in jobs.Take(limit))
        {
            var line = JobLine.Of(job.Document.Json);
            var name = await names.OfAsync(job.AccountId, terminal.Stop) ?? job.AccountId.Value;
            table.AddRow(
                Cell.Of(line.Scheduled), Cell.Of(name), Cell.Of(job.Document.Uuid), Cell.Of(line.Number), Cell.Of(line.Status),
                Cell.Of(line.Client), Cell.Of(Cell.Time(job.Sync.MissingSince)));
        }

        terminal.Screen.Write(table);
        await terminal.Error.WriteLineAsync(jobs.Count > limit
            ? string.Create(CultureInfo.InvariantCulture, $"The first {limit} jobs; there are more. Narrow the list down or raise --limit.")
            : string.Create(CultureInfo.InvariantCulture, $"{jobs.Count} jobs."));
        return ExitCodes.Success;
    }
}
