using System.CommandLine;
using Batchline.Api.Accounts;
using Batchline.Engine.Record;
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
        command.SetAction((parsed, _) => RemoveAsync(
            parsed.GetRequiredValue(account), parsed.GetValue(deleteJobs), parsed.GetValue(yes), terminal));
        return command;
    }

    private static async Task<int> RemoveAsync(string nameOrId, bool deleteJobs, bool sure, Terminal terminal)
    {
        using var place = AccountPlace.Open(terminal);
        var account = await place.Finder.FindAsync(nameOrId, terminal.Stop);
        var jobs = await place.Service<IJobStore>().CountAsync(account.Id, terminal.Stop);
        var what = $"{Cell.Clean(account.Name)} ({account.Id}, {jobs} stored jobs)";
        if (!sure && !await ConfirmAsync(what, deleteJobs, terminal))
        {
            await terminal.Error.WriteLineAsync("Nothing was removed.");
            return ExitCodes.SomeFailed;
        }

        // Not cut short by Ctrl-C: the account would stay marked for deletion.
        var removal = new AccountRemoval(account.Id, deleteJobs);
        if (await place.Service<AccountRemover>().RemoveAsync(removal, CancellationToken.None) is { } operation)
            throw new CouldNotException($"The operation {operation} runs on the account. Wait for its end, or cancel it, and try again.");
        await terminal.Output.WriteLineAsync($"Removed the account {what}; its jobs {(deleteJobs ? "are deleted" : "stay")}.");
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
