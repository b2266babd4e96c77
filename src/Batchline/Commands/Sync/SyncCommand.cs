using System.CommandLine;
using System.CommandLine.Parsing;
using Batchline.Api.Operations;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Sync;

/// <summary><c>batchline sync</c>: brings the local database in step, now and in this process.</summary>
internal static class SyncCommand
{
    private const string Description = "Brings accounts in step with Workiz, now: in this process, or by a server.";

    private const string Details = """
        All enabled accounts; or one, by --account or by its key in WORKIZ_API_KEY, from --key-stdin or --key-prompt.
        A key that no account has yet becomes an account. The key is never an argument.
        Without --url no server is needed: this process does the work. Ctrl-C stops it behind the job in flight. Run again, it
        goes on with the operation that was stopped. With --url the server works, and goes on when the watching ends.
        Exit codes: 0 all done, 1 some jobs failed or accounts are blocked, 2 it could not run, 130 interrupted.
        """;

    public static Command Create(Terminal terminal)
    {
        var key = new KeyInput();
        var account = new Option<string?>("--account") { Description = "Only this account", HelpName = "NAME|ID" };
        var name = new Option<string?>("--name") { Description = "What the account of a new key is called (default Workiz)", HelpName = "NAME" };
        var strategy = new Option<Strategy?>("--strategy") { Description = "Ask for each job, or list first (default Sync:Strategy)", HelpName = "each|listFirst", CustomParser = ParseStrategy };
        var full = new Option<bool>("--full") { Description = "Ask also for stored jobs that need no check yet" };
        var since = new Option<DateTimeOffset?>("--since") { Description = "List jobs scheduled from this day on", HelpName = "YYYY-MM-DD", CustomParser = ParseSince };
        var batchSize = new Option<int?>("--batch-size") { Description = $"Jobs in a batch, 1 to {InitBatchUpdateBody.MaxBatchSize} (default Plan:BatchSize)", HelpName = "N" };
        batchSize.Validators.Add(ValidateBatchSize);
        var detach = new Option<bool>("--detach") { Description = "With --url: start it and do not wait for its end" };
        var preview = new Option<bool>("--preview") { Description = "Only tell how many calls and how much time it would take" };
        var command = new ProgramCommand(
            "sync",
            Description,
            "batchline sync",
            "batchline sync --account 'North Garage' --full",
            "batchline sync --preview",
            "batchline sync --strategy each --batch-size 50",
            "batchline sync --key-prompt --name 'North Garage' --since 2026-01-01",
            "WORKIZ_API_KEY=$(cat key.txt) batchline sync",
            "BATCHLINE_TOKEN=… batchline sync --url https://batchline.example.com --detach",
            "pass show workiz | batchline sync --key-stdin")
        {
            Details = Details,
        };
        foreach (var option in new Option[] { account, name, strategy, full, since, batchSize, detach, preview }.Concat(key.Options))
            command.Options.Add(option);
        command.Does(terminal, async (parsed, place) =>
        {
            if (parsed.GetValue(detach) && place.Server is null)
                throw new CouldNotException("--detach needs a server that does the work: add --url.");
            if (parsed.GetValue(account) is not null && key.IsAsked(parsed))
                throw new CouldNotException("Name the account by --account or by its key, not by both.");
            var wish = new SyncWish
            {
                Account = parsed.GetValue(account),
                Key = parsed.GetValue(account) is null ? await key.ReadAsync(parsed, place.Terminal) : null,
                NameOfNew = parsed.GetValue(name) ?? "Workiz",
                Strategy = parsed.GetValue(strategy),
                Since = parsed.GetValue(since),
                Full = parsed.GetValue(full),
                BatchSize = parsed.GetValue(batchSize),
                Detach = parsed.GetValue(detach),
                Preview = parsed.GetValue(preview),
            };
            return await SyncRun.RunAsync(wish, place);
        });
        return command;
    }

    private static Strategy? ParseStrategy(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: var text }] && Names<Strategy>.TryParse(text, out var strategy))
            return strategy;
        result.AddError($"--strategy is one of {Names<Strategy>.All}.");
        return null;
    }

    private static DateTimeOffset? ParseSince(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: var text }] && InitBatchUpdateBody.TryParseSince(text, out var since))
            return since;
        result.AddError("--since is a day from 1970 on, such as 2026-01-31.");
        return null;
    }

    private static void ValidateBatchSize(OptionResult result)
    {
        if (result.Errors.Any() || result.Tokens is not [{ Value: var text }])
            return;
        if (!int.TryParse(text, out var size) || size is < 1 or > InitBatchUpdateBody.MaxBatchSize)
            result.AddError($"--batch-size is a whole number from 1 to {InitBatchUpdateBody.MaxBatchSize}.");
    }
}
