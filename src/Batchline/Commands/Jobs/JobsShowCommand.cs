using System.CommandLine;
using Batchline.Commands.Accounts;
using Batchline.Engine.Record;

namespace Batchline.Commands.Jobs;

/// <summary><c>batchline jobs show</c>.</summary>
internal static class JobsShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var uuid = new Argument<string>("UUID") { Description = "The job" };
        var account = new Option<string?>("--account") { Description = "Its account, when several have a job with this UUID", HelpName = "NAME|ID" };
        var command = new ProgramCommand(
            "show",
            "Prints a stored job as it came from Workiz. Batchline's notes on it go to stderr, so that the document can be piped.",
            "batchline jobs show 7QK2ZD",
            "batchline jobs show 7QK2ZD --account 'North Garage' | jq .Status")
        {
            uuid, account,
        };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(uuid), parsed.GetValue(account), terminal));
        return command;
    }

    private static async Task<int> ShowAsync(string uuid, string? nameOrId, Terminal terminal)
    {
        using var place = AccountPlace.Open(terminal);
        var accounts = nameOrId is null
            ? await place.Finder.AllAsync(terminal.Stop).ToListAsync(terminal.Stop)
            : [await place.Finder.FindAsync(nameOrId, terminal.Stop)];
        var found = new List<(string Account, StoredJob Job)>();
        foreach (var account in accounts)
        {
            if (await place.Service<IJobStore>().GetAsync(account.Id, uuid, terminal.Stop) is { } job)
                found.Add((account.Name, job));
        }

        switch (found)
        {
            case []:
                throw new CouldNotException("No account has a stored job with this UUID. 'batchline jobs list --text' finds jobs.");
            case [var (name, job)]:
                await terminal.Output.WriteLineAsync(job.Document.Json);
                await WriteNotesAsync(name, job, terminal.Error);
                return ExitCodes.Success;
            default:
                throw new CouldNotException(
                    $"Several accounts have a job with this UUID. Name one by --account: {string.Join(", ", found.Select(each => Cell.Clean(each.Account)))}");
        }
    }

    private static async Task WriteNotesAsync(string account, StoredJob job, TextWriter output)
    {
        await output.WriteLineAsync($"account:      {Cell.Clean(account)} ({job.AccountId})");
        await output.WriteLineAsync($"last updated: {Cell.Time(job.LastUpdated)}");
        await output.WriteLineAsync($"first seen:   {Cell.Time(job.Sync.FirstSeen)}");
        await output.WriteLineAsync($"changed:      {Cell.Time(job.Sync.ChangedAt)} {Cell.Clean(string.Join(", ", job.Sync.ChangedFields))}".TrimEnd());
        await output.WriteLineAsync($"last checked: {Cell.Time(job.Sync.CheckedAt)}");
        if (job.Sync.MissingSince is { } missing)
            await output.WriteLineAsync($"missing:      since {Cell.Time(missing)}");
    }
}
