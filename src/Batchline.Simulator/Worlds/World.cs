using System.Diagnostics;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Judge;

namespace Batchline.Simulator.Worlds;

/// <summary>Everything that a run of the simulator remembers; a reset begins a new one.</summary>
internal sealed class World
{
    private readonly Dictionary<string, Account> byToken;
    private readonly long started;
    private readonly EventSchedule schedule;
    private long refusedConnections;

    public World(SimulatorOptions options, TimeProvider time, LogFile? file = null)
    {
        Options = options;
        Time = time;
        started = time.GetTimestamp();
        Log = new RequestLog(options.LogCapacity, Stopwatch.GetTimestamp(), file);
        Source = new JobSource(options.Seed, options.JobsPerAccount, options.Today ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            UnscheduledShare = options.UnscheduledShare,
            UnlistedShare = options.UnlistedShare,
        };
        Accounts = [.. Enumerable.Range(0, options.Accounts).Select(number => new Account(number, options, Source))];
        Faults = new FaultPlan(options.Seed, options.Faults);
        schedule = new EventSchedule(options.Events);
        byToken = Accounts.ToDictionary(account => account.Token);
    }

    public SimulatorOptions Options { get; }

    public TimeProvider Time { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public JobSource Source { get; }

    public RequestLog Log { get; }

    public Tally Tally { get; } = new();

    /// <summary>Replaced while running by events and control requests.</summary>
    public FaultPlan Faults { get; set; }

    public Outage Outage { get; set; } = Outage.Never;

    public long RefusedConnections => Volatile.Read(ref refusedConnections);

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => Time.GetElapsedTime(started);

    /// <summary>Lets happen what the schedule says should have happened by now. No timer: it happens when somebody looks.</summary>
    public void CatchUp() => schedule.CatchUp(this);

    /// <summary>Lets an event happen now, whatever time it names.</summary>
    /// <exception cref="ArgumentException">When it makes no sense here.</exception>
    public void Apply(ScenarioEvent happening)
    {
        var faults = happening.FindFaults(Options).ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults), nameof(happening));
        (happening with { At = Elapsed }).Apply(this);
    }

    /// <summary>Whether a new connection is to be cut; counts those that are.</summary>
    public bool RefusesConnection()
    {
        CatchUp();
        if (!Outage.Refuses(Elapsed))
            return false;
        Interlocked.Increment(ref refusedConnections);
        return true;
    }

    public Account? Find(string token) => byToken.GetValueOrDefault(token);
}
