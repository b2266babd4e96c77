using System.CommandLine;
using Batchline.Commands.Connecting;
using Spectre.Console;

namespace Batchline.Commands.Demo;

/// <summary><c>batchline demo</c>: everything once, without network, key or settings.</summary>
internal static class DemoCommand
{
    public static Command Create(CancellationToken stop)
    {
        var accounts = new Option<int>("--accounts") { Description = "How many simulated accounts", HelpName = "N", DefaultValueFactory = _ => 5 };
        var jobs = new Option<int>("--jobs") { Description = "How many jobs each account has", HelpName = "N", DefaultValueFactory = _ => 120 };
        var exit = new Option<bool>("--exit") { Description = "End after the summary instead of serving on" };
        var command = new ProgramCommand(
            "demo",
            "Syncs simulated accounts into a temporary database: no network, no key, nothing left behind.",
            "batchline demo",
            "batchline demo --exit",
            "batchline demo --accounts 20 --jobs 500")
        {
            accounts, jobs, exit,
        };
        command.SetAction((parsed, _) => DemoRun.RunAsync(
            new DemoOptions(parsed.GetValue(accounts), parsed.GetValue(jobs), parsed.GetValue(exit)), Terminal(), stop));
        return command;
    }

    /// <summary>A pipe has no width: the library would break lines at 80 characters.</summary>
    private static IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = 160;
        return console;
    }
}
