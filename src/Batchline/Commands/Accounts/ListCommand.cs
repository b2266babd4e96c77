using System.CommandLine;
using System.Globalization;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "list",
            "Lists the accounts, oldest first. Of a key it shows the last characters at most.",
            "batchline accounts list",
            "batchline accounts list --json | jq '.[].name'");
        command.Does(terminal, (_, place) => ListAsync(place));
        return command;
    }

    private static async Task<int> ListAsync(ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var accounts = await new AccountBook(api).AllAsync(place.Stop).ToListAsync(place.Stop);
        if (place.Json)
        {
            await place.WriteJsonAsync(accounts);
            return ExitCodes.Success;
        }

        if (accounts.Count == 0)
        {
            await place.Terminal.Notes.WriteLineAsync($"There are no accounts yet. Add one with '{place.Hint("accounts add")}'.");
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumns("name", "id", "key", "status");
        table.AddColumn(new TableColumn("jobs").RightAligned()).AddColumn("last sync");
        foreach (var view in accounts)
        {
            table.AddRow(
                Cell.Of(view.Name),
                Cell.Of(view.Id),
                Cell.Of(view.KeyHint),
                Cell.Of(Status(view)),
                Cell.Of(view.Jobs.ToString(CultureInfo.InvariantCulture)),
                Cell.Of(view.LastSyncedAt is null ? "never" : Cell.Time(view.LastSyncedAt)));
        }

        place.Terminal.Screen.Write(table);
        return ExitCodes.Success;
    }

    private static string Status(AccountView view) => view switch
    {
        { BlockedReason: { } reason } => $"{(view.Enabled ? "" : "disabled, ")}blocked: {reason}",
        { Enabled: false } => "disabled",
        _ => view.Status,
    };
}
