using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Drive;

/// <summary><c>batchline drive</c>: makes a Batchline work that nothing else wakes often enough.</summary>
internal static class DriveCommand
{
    private const string Details = $"""
        For hosts whose schedulers come too seldom, such as once a day. Everything happens there, inside the calls: it does not
        matter when this command is stopped, killed, or run twice at once.
        The token comes from {ServerAddress.TokenVariable} or --token-stdin; VERCEL_AUTOMATION_BYPASS_SECRET is sent where it is set.
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
            var address = ServerAddress.Parse(parsed.GetValue(url) ?? "");
            var http = ServerAddress.Client(address, await token.ReadAsync(parsed, terminal), direct: false);
            if (terminal.Variable("VERCEL_AUTOMATION_BYPASS_SECRET") is { Length: > 0 } bypass)
                http.DefaultRequestHeaders.Add("x-vercel-protection-bypass", bypass);
            await using var api = new ApiClient(http, local: null);
            return await new DriveRun(api, new DrivePace(parsed.GetValue(idle), Random.Shared), terminal).RunAsync(parsed.GetValue(done));
        });
        return command;
    }
}
