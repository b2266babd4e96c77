using System.CommandLine;
using Batchline.Api.Jobs;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

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
        command.Does(terminal, (parsed, place) => ShowAsync(parsed.GetRequiredValue(uuid), parsed.GetValue(account), place));
        return command;
    }

    private static async Task<int> ShowAsync(string uuid, string? nameOrId, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var book = new AccountBook(api);
        var only = nameOrId is null ? null : (await book.FindAsync(nameOrId, place.Stop)).Id;
        var found = await FindAsync(api, uuid, only, place.Stop);
        switch (found)
        {
            case []:
                throw new CouldNotException("No account has a stored job with this UUID. 'batchline jobs list --text' finds jobs.");
            case [var job] when place.Json:
                await place.WriteJsonAsync(job);
                return ExitCodes.Success;
            case [var job]:
                await place.Terminal.Output.WriteLineAsync(job.Document.Text);
                await WriteNotesAsync(await book.NameAsync(job.AccountId, place.Stop), job, place.Terminal.Notes);
                return ExitCodes.Success;
            default:
                var accounts = new List<string>();
                foreach (var job in found)
                    accounts.Add(Cell.Clean(await book.NameAsync(job.AccountId, place.Stop)));
                throw new CouldNotException($"Several accounts have a job with this UUID. Name one by --account: {string.Join(", ", accounts)}");
        }
    }

    private static async Task<List<JobView>> FindAsync(ApiClient api, string uuid, string? account, CancellationToken cancellationToken)
    {
        if (account is not null)
        {
            return await api.FindAsync<JobView>($"/api/accounts/{account}/jobs/{Uri.EscapeDataString(uuid)}", cancellationToken) is { } one ? [one] : [];
        }

        // The search finds the text in other fields too.
        return await api.ItemsAsync<JobView>(ApiPath.With("/api/jobs", ("q", uuid)), cancellationToken)
            .Where(job => job.Uuid == uuid).ToListAsync(cancellationToken);
    }

    private static async Task WriteNotesAsync(string account, JobView job, TextWriter output)
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
