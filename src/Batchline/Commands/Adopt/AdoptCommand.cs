using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Adopt;

/// <summary><c>batchline adopt</c>: takes over a MongoDB that another program made.</summary>
internal static class AdoptCommand
{
    private const string Details = """
        Looks for batches stuck in processing, jobs under a key "0", ids that are texts, duplicates, and accounts without a key.
        Mends them one after another. Each change goes into the report before it is made, and --undo takes it back from there.
        Other programs may go on working meanwhile. Nothing is encrypted; 'batchline accounts encrypt' does that.
        Exit codes: 0 nothing (left) to mend, 1 something was found or left alone, 2 it could not run.
        """;

    public static Command Create(Terminal terminal)
    {
        var check = new Option<bool>("--check") { Description = "Only tell what would be done" };
        var report = new Option<string?>("--report") { Description = "Where to write the report (default batchline-adopt-TIME.jsonl)", HelpName = "FILE" };
        var undo = new Option<string?>("--undo") { Description = "Take back what this report says was done", HelpName = "FILE" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new ProgramCommand(
            "adopt",
            "Takes over a MongoDB that another program made: finds what stands in the way, and mends it.",
            "MONGODB_URI=mongodb://127.0.0.1/shop batchline adopt --check",
            "MONGODB_URI=mongodb://127.0.0.1/shop batchline adopt --report adopted.jsonl",
            "MONGODB_URI=mongodb://127.0.0.1/shop batchline adopt --undo adopted.jsonl")
        {
            Details = Details,
        };
        foreach (var option in new Option[] { check, report, undo, yes })
            command.Options.Add(option);
        command.SetAction((parsed, _) =>
        {
            if (new[] { parsed.GetValue(check), parsed.GetValue(undo) is not null, parsed.GetValue(report) is not null }.Count(given => given) > 1)
                throw new CouldNotException("Name one of --check, --report and --undo.");
            return parsed switch
            {
                _ when parsed.GetValue(undo) is { } file => AdoptUndo.RunAsync(file, terminal),
                _ when parsed.GetValue(check) => AdoptRun.CheckAsync(terminal),
                _ => AdoptRun.MendAsync(parsed.GetValue(report), parsed.GetValue(yes), terminal),
            };
        });
        return command;
    }
}
