using System.Diagnostics;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Judge;

namespace Batchline.Simulator.Accounts;

/// <summary>Everything that a run of the simulator remembers; a reset begins a new one.</summary>
internal sealed class World
{
    private readonly Dictionary<string, Account> byToken;
    private readonly long started;

    public World(SimulatorOptions options, TimeProvider time, LogFile? file = null)
    {
        Options = options;
        Time = time;
        started = time.GetTimestamp();
        Log = new RequestLog(options.LogCapacity, Stopwatch.GetTimestamp(), file);
        Source = new JobSource(options, options.Today ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        Accounts = [.. Enumerable.Range(0, options.Accounts).Select(number => new Account(number, options, Source))];
        byToken = Accounts.ToDictionary(account => account.Token);
    }

    public SimulatorOptions Options { get; }

    public TimeProvider Time { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public JobSource Source { get; }

    public RequestLog Log { get; }

    public Tally Tally { get; } = new();

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => Time.GetElapsedTime(started);

    public Account? Find(string token) => byToken.GetValueOrDefault(token);
}
