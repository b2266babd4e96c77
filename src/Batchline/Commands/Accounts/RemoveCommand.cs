using System.CommandLine;
using Batchline.Api.Errors;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts remove</c>.</summary>
internal static class RemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var account = new Argument<string>("NAME|ID") { Description = "The account" };
        var deleteJobs = new Option<bool>("--delete-jobs") { Description = "Delete its stored jobs too" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new ProgramCommand(
            "remove",
            "Removes an account and its key. Its stored jobs stay unless --delete-jobs is given.",
            "batchline accounts remove 'North Garage'",
            "batchline accounts remove 665f1c2ab1e4c3a9d0f7e812 --delete-jobs --yes")
        {
            account, deleteJobs, yes,
        };
        command.Does(terminal, (parsed, place) => RemoveAsync(
            parsed.GetRequiredValue(account), parsed.GetValue(deleteJobs), parsed.GetValue(yes), place));
        return command;
    }

    private static async Task<int> RemoveAsync(string nameOrId, bool deleteJobs, bool sure, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var account = await new AccountBook(api).FindAsync(nameOrId, place.Stop);
        var what = $"{Cell.Clean(account.Name)} ({account.Id}, {account.Jobs} stored jobs)";
        if (!sure && !await ConfirmAsync(what, deleteJobs, place.Terminal))
        {
            await place.Terminal.Notes.WriteLineAsync("Nothing was removed.");
            return ExitCodes.SomeFailed;
        }

        try
        {
            // Not cut short by Ctrl-C: the account would stay marked for deletion.
            await api.SendAsync(
                HttpMethod.Delete, ApiPath.With($"/api/accounts/{account.Id}", ("deleteJobs", ApiPath.Flag(deleteJobs))), CancellationToken.None);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.AccountBusy)
        {
            throw new CouldNotException(
                $"The operation {e.Field("operationId")} runs on the account. Wait for its end, or cancel it with '{place.Hint("cancel")} {e.Field("operationId")}', and try again.");
        }

        if (place.Json)
            await place.WriteJsonAsync(account);
        else
            await place.Terminal.Output.WriteLineAsync($"Removed the account {what}; its jobs {(deleteJobs ? "are deleted" : "stay")}.");
        return ExitCodes.Success;
    }

    private static async Task<bool> ConfirmAsync(string what, bool deleteJobs, Terminal terminal)
    {
        if (terminal.Prompts is not { } prompts)
            throw new CouldNotException("There is no terminal to ask at. Say --yes to remove the account.");
        var question = $"Remove the account {what}{(deleteJobs ? " and delete these jobs" : ", keeping these jobs")}?";
        return await new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(prompts, terminal.Stop);
    }
}
