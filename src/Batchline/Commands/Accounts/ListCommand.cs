using System.CommandLine;
using System.Globalization;
using Batchline.Api.Accounts;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand("list", "Lists the accounts, oldest first. Of a key it shows the last characters at most.", "batchline accounts list");
        command.SetAction((_, _) => ListAsync(terminal));
        return command;
    }

    private static async Task<int> ListAsync(Terminal terminal)
    {
        using var place = AccountPlace.Open(terminal);
        var accounts = await place.Finder.AllAsync(terminal.Stop).ToListAsync(terminal.Stop);
        if (accounts.Count == 0)
        {
            await terminal.Error.WriteLineAsync("There are no accounts yet. Add one with 'batchline accounts add'.");
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumns("name", "id", "key", "status");
        table.AddColumn(new TableColumn("jobs").RightAligned()).AddColumn("last sync");
        foreach (var view in await place.Service<AccountViews>().OfAsync(accounts, terminal.Stop))
        {
            table.AddRow(
                Cell.Of(view.Name),
                Cell.Of(view.Id),
                Cell.Of(view.KeyHint),
                Cell.Of(Status(view)),
                Cell.Of(view.Jobs.ToString(CultureInfo.InvariantCulture)),
                Cell.Of(view.LastSyncedAt is null ? "never" : Cell.Time(view.LastSyncedAt)));
        }

        terminal.Screen.Write(table);
        return ExitCodes.Success;
    }

    private static string Status(AccountView view) => view switch
    {
        { BlockedReason: { } reason } => $"{(view.Enabled ? "" : "disabled, ")}blocked: {reason}",
        { Enabled: false } => "disabled",
        _ => view.Status,
    };
}
