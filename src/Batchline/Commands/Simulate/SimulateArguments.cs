using System.CommandLine;
using Batchline.Commands.Shell;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.Commands.Simulate;

/// <summary>What the simulator is told on the command line: a scenario file first, single flags over it.</summary>
internal sealed class SimulateArguments
{
    private const int DefaultPort = 5090;

    private readonly Option<string?> _scenario = new("--scenario") { Description = "A file with any of the simulator's options, and events", HelpName = "FILE" };
    private readonly Option<int> _port = Number("--port", $"The loopback port (default {DefaultPort}; 0 takes a free one)");
    private readonly Option<int> _accounts = Number("--accounts", "How many accounts there are (default 3)");
    private readonly Option<int> _jobs = Number("--jobs", "How many jobs each account has (default 120)");
    private readonly Option<int> _seed = Number("--seed", "What everything random follows from (default 1)");
    private readonly Option<TimeSpan> _latency = Durations.Option("--latency", "What every answer takes at least");
    private readonly Option<TimeSpan> _jitter = Durations.Option("--jitter", "What answers take longer at most");
    private readonly Option<int> _quota = Number("--quota", "Calls an account may send in a window; unlimited when left out");
    private readonly Option<TimeSpan> _quotaWindow = Durations.Option("--quota-window", "The window of the quota (default 1m)");
    private readonly Option<RetryAfterForm> _retryAfter = new("--retry-after") { Description = "How a 429 says when to come back" };
    private readonly Option<TimeSpan> _minInterval = Durations.Option("--min-interval", "The pace that clients are judged by (default 1s)");
    private readonly Option<FaultProfile> _faults = FaultArgument.Option("--faults");
    private readonly Option<bool> _recordOffset = new("--record-offset") { Description = "The offset of lists counts records instead of pages" };
    private readonly Option<string?> _logFile = new("--log-file") { Description = "Append every request to this file as a line of JSON", HelpName = "FILE" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Judge manners too, and end with exit code 1 when anything was violated" };

    public IEnumerable<Option> All =>
    [
        _scenario, _port, _accounts, _jobs, _seed, _latency, _jitter, _quota, _quotaWindow, _retryAfter, _minInterval, _faults,
        _recordOffset, _logFile, _strict,
    ];

    /// <summary>Whether <c>--faults</c> stands without a value, which asks what there is.</summary>
    public bool AskForFaults(ParseResult parsed) => parsed.GetResult(_faults) is { Tokens: [] };

    public async Task<SimulatorOptions> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var scenario = parsed.GetValue(_scenario) is { } file
            ? await ScenarioFile.ReadAsync(file, cancellationToken)
            : new SimulatorOptions { Port = DefaultPort };
        return scenario with
        {
            Port = Given(parsed, _port, scenario.Port),
            Accounts = Given(parsed, _accounts, scenario.Accounts),
            JobsPerAccount = Given(parsed, _jobs, scenario.JobsPerAccount),
            Seed = Given(parsed, _seed, scenario.Seed),
            Latency = Given(parsed, _latency, scenario.Latency),
            LatencyJitter = Given(parsed, _jitter, scenario.LatencyJitter),
            QuotaCalls = parsed.GetResult(_quota) is null ? scenario.QuotaCalls : parsed.GetValue(_quota),
            QuotaWindow = Given(parsed, _quotaWindow, scenario.QuotaWindow),
            RetryAfter = Given(parsed, _retryAfter, scenario.RetryAfter),
            MinInterval = Given(parsed, _minInterval, scenario.MinInterval),
            Faults = Given(parsed, _faults, scenario.Faults),
            RecordOffset = Given(parsed, _recordOffset, scenario.RecordOffset),
            LogFile = Given(parsed, _logFile, scenario.LogFile),
            Strict = Given(parsed, _strict, scenario.Strict),
        };
    }

    private static T Given<T>(ParseResult parsed, Option<T> option, T otherwise) =>
        parsed.GetResult(option) is { Implicit: false } && parsed.GetValue(option) is { } value ? value : otherwise;

    private static Option<int> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
