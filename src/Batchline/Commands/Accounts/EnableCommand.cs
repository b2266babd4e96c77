using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

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
        command.Does(terminal, (parsed, place) => SetAsync(parsed.GetRequiredValue(account), enable, place));
        return command;
    }

    private static async Task<int> SetAsync(string nameOrId, bool enable, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var account = await new AccountBook(api).FindAsync(nameOrId, place.Stop);
        var changed = await api.SendAsync<AccountView>(HttpMethod.Patch, $"/api/accounts/{account.Id}", new { enabled = enable }, place.Stop);
        if (place.Json)
            await place.WriteJsonAsync(changed);
        else
            await place.Terminal.Output.WriteLineAsync($"The account {Cell.Clean(account.Name)} ({account.Id}) is {(enable ? "enabled" : "disabled")}.");
        return ExitCodes.Success;
    }
}
