using System.CommandLine;

namespace Batchline.Commands.Drive;

/// <summary><c>batchline drive</c>: makes a Batchline work that nothing else wakes often enough.</summary>
internal static class DriveCommand
{
    private const string Details = $"""
        For hosts whose schedulers come too seldom, such as once a day. Everything happens there, inside the calls: it does not
        matter when this command is stopped, killed, or run twice at once.
        The token comes from {TokenInput.Variable} or --token-stdin; VERCEL_AUTOMATION_BYPASS_SECRET is sent where it is set.
        Exit codes: 0 every operation completed (--until-done), 1 some ended otherwise, 2 it could not go on.
        """;

    public static Command Create(Terminal terminal)
    {
        var token = new TokenInput();
        var url = new Option<string>("--url") { Description = "The address of the Batchline to drive", HelpName = "URL", Required = true };
        var done = new Option<bool>("--until-done") { Description = "End when every operation has ended, instead of going on" };
        var idle = Durations.Option("--idle", "The longest wait between two ticks when nothing is due (default 30s)");
        idle.DefaultValueFactory = _ => TimeSpan.FromSeconds(30);
        var command = new ProgramCommand(
            "drive",
            "Calls the tick of a Batchline elsewhere, again and again, as long as there is work.",
            "BATCHLINE_TOKEN=… batchline drive --url https://batchline.example.com",
            "pass show batchline | batchline drive --url https://batchline.vercel.app --token-stdin --until-done")
        {
            Details = Details,
        };
        foreach (var option in new Option[] { url, done, idle }.Concat(token.Options))
            command.Options.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            if (!Uri.TryCreate(parsed.GetValue(url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new CouldNotException("--url is not an address like https://batchline.example.com.");
            using var remote = new RemoteBatchline(
                address, await token.ReadAsync(parsed, terminal), terminal.Variable("VERCEL_AUTOMATION_BYPASS_SECRET"));
            var run = new DriveRun(remote, new DrivePace(parsed.GetValue(idle), Random.Shared), terminal);
            return await run.RunAsync(parsed.GetValue(done));
        });
        return command;
    }
}
