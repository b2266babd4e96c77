using System.CommandLine;
using System.Globalization;
using Batchline.Api.Answers;
using Batchline.Api.Jobs;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Jobs;

/// <summary><c>batchline jobs list</c>.</summary>
internal static class JobsListCommand
{
    private const int DefaultLimit = 50;

    private static readonly Option<int> Limit = LimitOption.Of(DefaultLimit);

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
            Limit,
        };
        foreach (var option in JobFilterOptions.Options)
            command.Options.Add(option);
        command.Does(terminal, ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var book = new AccountBook(api);
        var limit = parsed.GetValue(Limit);
        var query = await JobFilterOptions.QueryAsync(parsed, book, place.Stop);
        var page = await api.GetAsync<PageView<JobView>>(
            ApiPath.With("/api/jobs", query.Append(("limit", limit.ToString(CultureInfo.InvariantCulture)))), place.Stop);
        if (place.Json)
        {
            await place.WriteJsonAsync(page.Items);
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumns("scheduled", "account", "UUID", "number", "status", "client", "missing since");
        foreach (var job in page.Items)
        {
            var line = JobLine.Of(job.Document.Text);
            table.AddRow(
                Cell.Of(line.Scheduled), Cell.Of(await book.NameAsync(job.AccountId, place.Stop)), Cell.Of(job.Uuid), Cell.Of(line.Number),
                Cell.Of(line.Status), Cell.Of(line.Client), Cell.Of(Cell.Time(job.Sync.MissingSince)));
        }

        place.Terminal.Screen.Write(table);
        await place.Terminal.Notes.WriteLineAsync(page.NextCursor is not null
            ? string.Create(CultureInfo.InvariantCulture, $"The first {limit} jobs; there are more. Narrow the list down, raise --limit, or use 'jobs export'.")
            : string.Create(CultureInfo.InvariantCulture, $"{page.Items.Count} jobs."));
        return ExitCodes.Success;
    }
}
