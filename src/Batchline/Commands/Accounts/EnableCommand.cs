using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Engine.Accounts;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts enable</c> and <c>disable</c>.</summary>
internal static class EnableCommand
{
    public static Command Create(Terminal terminal, bool enable)
    {
        var account = new Argument<string>("NAME|ID") { Description = "The account" };
        var command = new ProgramCommand(
            enable ? "enable" : "disable",
            enable ? "Lets syncs take the account in again." : "Leaves the account out of syncs from the next one on. Its jobs stay.",
            $"batchline accounts {(enable ? "enable" : "disable")} 'North Garage'")
        {
            account,
        };
        command.SetAction((parsed, _) => SetAsync(parsed.GetRequiredValue(account), enable, terminal));
        return command;
    }

    private static async Task<int> SetAsync(string nameOrId, bool enable, Terminal terminal)
    {
        using var place = AccountPlace.Open(terminal);
        var account = await place.Finder.FindAsync(nameOrId, terminal.Stop);
        var patch = new AccountPatch(account.Id, Name: null, Key: null, enable, new AccountPatchBody());
        if (await place.Service<AccountEditor>().ChangeAsync(patch, terminal.Stop) != AccountWrite.Done)
            throw new CouldNotException("The account was deleted just now.");
        await terminal.Output.WriteLineAsync($"The account {Cell.Clean(account.Name)} ({account.Id}) is {(enable ? "enabled" : "disabled")}.");
        return ExitCodes.Success;
    }
}
