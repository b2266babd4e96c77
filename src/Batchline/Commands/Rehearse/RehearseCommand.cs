using System.CommandLine;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Rehearse;

/// <summary><c>batchline rehearse</c>: a sync on a virtual clock, without one request.</summary>
internal static class RehearseCommand
{
    private const string Details = """
        Runs the engine itself on the accounts, jobs and learned quotas of the database, on a virtual clock. No request is sent and
        nothing is stored. Every job is taken to exist and to be as it was; where no quota is set or learned, Workiz is taken to
        allow 30 calls a minute. An outage begins a third into the run; kills are spread over it, each with a restart 5 s later.
        """;

    public static Command Create(Terminal terminal)
    {
        var strategy = new Option<string?>("--strategy") { Description = "each or listFirst (default: Sync:Strategy)", HelpName = "NAME" };
        var full = new Option<bool>("--full") { Description = "Every stored job, and the whole history" };
        var outage = Durations.Option("--outage", "What if Workiz does not answer for so long");
        var accounts = new Option<int?>("--accounts") { Description = "What if there were so many accounts, copies of these", HelpName = "N" };
        var quota = new Option<int?>("--quota") { Description = "What if Workiz allowed so many calls in a window", HelpName = "N" };
        var kills = new Option<int>("--kill") { Description = "What if the process were killed so many times", HelpName = "N" };
        var latency = Durations.Option("--latency", "How long an answer takes (default 300ms)");
        var command = new ProgramCommand(
            "rehearse",
            "Says when a sync will end and how many calls it takes, without sending one.",
            "batchline rehearse",
            "batchline rehearse --strategy each --outage 1h",
            "batchline rehearse --accounts 200 --quota 20 --kill 5")
        {
            Details = Details,
        };
        foreach (var option in new Option[] { strategy, full, outage, accounts, quota, kills, latency })
            command.Options.Add(option);
        command.SetAction((parsed, _) => RehearseRun.RunAsync(
            new RehearseWish(
                Name(parsed.GetValue(strategy)),
                parsed.GetValue(full),
                parsed.GetValue(outage),
                AtLeastOne(parsed.GetValue(accounts), "--accounts"),
                AtLeastOne(parsed.GetValue(quota), "--quota"),
                parsed.GetValue(kills) is >= 0 and <= 1000 and var times ? times : throw new CouldNotException("--kill is a number from 0 to 1000."),
                parsed.GetValue(latency) is var time && time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(300)),
            terminal));
        return command;
    }

    private static int? AtLeastOne(int? value, string option) =>
        value is < 1 or > 100_000 ? throw new CouldNotException($"{option} is a number from 1 to 100000.") : value;

    private static Strategy? Name(string? text) => text switch
    {
        null => null,
        _ when Names<Strategy>.TryParse(text, out var strategy) => strategy,
        _ => throw new CouldNotException($"--strategy is one of {Names<Strategy>.All}."),
    };
}
