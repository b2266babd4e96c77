using System.CommandLine;
using Batchline.Simulator;
using Batchline.Simulator.Quota;

namespace Batchline.Commands;

/// <summary><c>batchline simulate</c>: a Workiz look-alike on loopback that judges its clients.</summary>
internal static class SimulateCommand
{
    private static readonly SimulatorOptions Defaults = new();

    private static readonly Option<int> Port = Number("--port", "The loopback port; 0 takes a free one", 8090);
    private static readonly Option<int> Accounts = Number("--accounts", "How many accounts there are", Defaults.Accounts);
    private static readonly Option<int> Jobs = Number("--jobs", "How many jobs each account has", Defaults.JobsPerAccount);
    private static readonly Option<int> Seed = Number("--seed", "What the data follow from: the same seed, the same jobs", Defaults.Seed);
    private static readonly Option<TimeSpan> Latency = Durations.Option("--latency", "What every answer takes at least", Defaults.Latency);
    private static readonly Option<TimeSpan> Jitter = Durations.Option("--jitter", "What answers take longer at most", Defaults.LatencyJitter);
    private static readonly Option<int?> Quota = new("--quota") { Description = "Calls an account may send in a window; unlimited when left out", HelpName = "CALLS" };
    private static readonly Option<TimeSpan> QuotaWindow = Durations.Option("--quota-window", "The window of the quota", Defaults.QuotaWindow);
    private static readonly Option<RetryAfterForm> RetryAfter = new("--retry-after") { Description = "How a 429 says when to come back", DefaultValueFactory = _ => Defaults.RetryAfter };
    private static readonly Option<TimeSpan> MinInterval = Durations.Option("--min-interval", "The pace that clients are judged by", Defaults.MinInterval);
    private static readonly Option<bool> RecordOffset = new("--record-offset") { Description = "The offset of lists counts records instead of pages" };
    private static readonly Option<string?> LogFile = new("--log-file") { Description = "Append every request to this file as a line of JSON", HelpName = "FILE" };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Judge manners too, and end with exit code 1 when anything was violated" };

    public static Command Create(CancellationToken stop)
    {
        var command = new ProgramCommand(
            "simulate",
            "Runs a Workiz look-alike on loopback; at the end it says whether its clients kept to one request at a time and to the pace.",
            "batchline simulate --accounts 5 --jobs 1000",
            "batchline simulate --quota 30 --quota-window 1m --latency 200ms",
            "batchline simulate --min-interval 100ms --strict --log-file requests.ndjson")
        {
            Port, Accounts, Jobs, Seed, Latency, Jitter, Quota, QuotaWindow, RetryAfter, MinInterval, RecordOffset, LogFile, Strict,
        };
        command.SetAction((parsed, _) => RunAsync(Read(parsed), stop));
        return command;
    }

    private static Option<int> Number(string name, string description, int fallback) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => fallback };

    private static SimulatorOptions Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(Port),
        Accounts = parsed.GetValue(Accounts),
        JobsPerAccount = parsed.GetValue(Jobs),
        Seed = parsed.GetValue(Seed),
        Latency = parsed.GetValue(Latency),
        LatencyJitter = parsed.GetValue(Jitter),
        QuotaCalls = parsed.GetValue(Quota),
        QuotaWindow = parsed.GetValue(QuotaWindow),
        RetryAfter = parsed.GetValue(RetryAfter),
        MinInterval = parsed.GetValue(MinInterval),
        RecordOffset = parsed.GetValue(RecordOffset),
        LogFile = parsed.GetValue(LogFile),
        Strict = parsed.GetValue(Strict),
    };

    private static async Task<int> RunAsync(SimulatorOptions options, CancellationToken stop)
    {
        await using var simulator = await WorkizSimulator.StartAsync(options, cancellationToken: stop);
        await SimulatorReportText.WriteStartAsync(Console.Out, simulator);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SimulatorReportText.WriteEndAsync(Console.Out, simulator);
        return options.Strict && !simulator.Verdict.Ok ? ExitCodes.SomeFailed : ExitCodes.Success;
    }
}
