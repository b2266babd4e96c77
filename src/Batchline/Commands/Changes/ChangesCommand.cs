using System.CommandLine;
using System.Globalization;
using Batchline.Api.Changes;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Changes;

/// <summary><c>batchline changes</c>: what became new, changed, went missing or came back.</summary>
internal static class ChangesCommand
{
    private const string Details = """
        The same sequence for everybody who reads it: no change is left out or told twice. The last line on stderr is the cursor to go
        on from, by --since. Changes are kept for Retention:Changes. To follow from now on: --since latest --follow.
        """;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly Option<string?> Since = new("--since") { Description = "Behind this cursor, or latest (default: from the oldest kept)", HelpName = "CURSOR" };
    private static readonly Option<string?> Account = new("--account") { Description = "Only of this account", HelpName = "NAME|ID" };
    private static readonly Option<string?> Uuid = new("--uuid") { Description = "Only of this job; wants --account", HelpName = "UUID" };
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on with those to come, until Ctrl-C" };
    private static readonly Option<int?> Limit = new("--limit") { Description = "End after so many (default: all there are)", HelpName = "N" };

    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "changes",
            "Tells which jobs were added, changed, went missing or came back, oldest first.",
            "batchline changes",
            "batchline changes --since latest --follow",
            "batchline changes --account 'North Garage' --json --follow | while read -r change; do …; done",
            "batchline changes --since WyIxMiIsIjE3NjQwMDAwMDAwMDAiXQ")
        {
            Since, Account, Uuid, Follow, Limit,
        };
        command.Details = Details;
        command.Does(terminal, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var book = new AccountBook(api);
        var account = parsed.GetValue(Account) is { } named ? (await book.FindAsync(named, place.Stop)).Id : null;
        var cursor = parsed.GetValue(Since);
        var left = parsed.GetValue(Limit) ?? int.MaxValue;
        try
        {
            while (left > 0)
            {
                var page = await api.GetAsync<ChangePageView>(
                    ApiPath.With(
                        "/api/changes",
                        ("since", cursor),
                        ("accountId", account),
                        ("uuid", parsed.GetValue(Uuid)),
                        ("limit", Math.Min(left, ApiClient.MaxPage).ToString(CultureInfo.InvariantCulture))),
                    place.Stop);
                foreach (var change in page.Items)
                    await WriteAsync(change, book, place);
                (cursor, left) = (page.NextCursor, left - page.Items.Count);
                if (page.Items.Count > 0)
                    continue;
                if (!parsed.GetValue(Follow))
                    break;
                await Task.Delay(LookEvery, place.Stop);
            }
        }
        catch (OperationCanceledException) when (place.Stop.IsCancellationRequested && parsed.GetValue(Follow))
        {
            // That is how following ends.
        }

        await place.Terminal.Notes.WriteLineAsync($"cursor: {cursor}");
        return ExitCodes.Success;
    }

    private static async Task WriteAsync(ChangeView change, AccountBook book, ServerChoice place)
    {
        if (place.Json)
        {
            await place.WriteJsonLineAsync(change);
            return;
        }

        var fields = change.ChangedFields.Count == 0 ? "" : $"  {Cell.Clean(string.Join(", ", change.ChangedFields))}";
        await place.Terminal.Output.WriteLineAsync(
            $"{change.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {change.Kind,-7}  {Cell.Clean(change.Uuid)}  {Cell.Clean(await book.NameAsync(change.AccountId, place.Stop))}{fields}");
        await place.Terminal.Output.FlushAsync(place.Stop);
    }
}
