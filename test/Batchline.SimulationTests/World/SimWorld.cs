using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.Workiz;
using Batchline.Stores.Memory.Connection;

namespace Batchline.SimulationTests.World;

/// <summary>What the parts of one seed share: clock and chance, the database's contents, accounts, processes, and what is found wrong.</summary>
internal sealed class SimWorld
{
    private const int MostSteps = 1_000_000;
    private const int CalmOneIn = 8;
    private const int ClusterOneIn = 5;
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SortedSet<string> _violations = new(StringComparer.Ordinal);
    private readonly List<string> _trace = [];
    private readonly HashSet<Happening> _happened = [];

    public SimWorld(int seed, Variant variant, StoreKind kind)
    {
        Kind = kind;
        Scheduler = new SimScheduler(seed, Beginning, MostSteps);
        Variant = variant;
        Settings = SimSettings.Draw(Random);
        if (seed % 3 == 0)
            Settings = seed % 2 == 0 ? Settings.Quick() : Settings.Unpaced();
        else if (seed % CalmOneIn == 0)
            Settings = seed % (2 * CalmOneIn) == 0 ? Settings.Calm() : Settings.Crowded();
        else if (seed % ClusterOneIn == 0)
            Settings = Settings with { IsCluster = true };
        if (kind != StoreKind.Memory)
            Settings = Settings.Seldom();
        FaultsOn = !Settings.IsCalm && !Settings.IsQuick;
        State = new MemoryState(Clock);
        Remote = new SimRemote(Scheduler);
        Accounts = [.. Enumerable.Range(0, Settings.Accounts).Select(index => SimAccounts.Add(this, index))];
        if (Accounts.Any(account => account.Lacks(SimPath.Probe)))
            Settings = Settings.Patient();
        Stranger = SimAccounts.AddStranger(this);
        if (Settings.IsCalm)
            Saw(Settings.Accounts > Settings.Drivers.MostAtWork ? Happening.Crowd : Happening.Calm);
    }

    public SimScheduler Scheduler { get; }

    /// <summary>The rule that is switched off here.</summary>
    public Variant Variant { get; }

    public SimSettings Settings { get; }

    public StoreKind Kind { get; }

    /// <summary>What the database holds, for checks and stories to read; of a real one, a copy.</summary>
    public MemoryState State { get; }

    public SimRemote Remote { get; }

    public IReadOnlyList<SimAccount> Accounts { get; }

    /// <summary>An account of Workiz that nobody added here. Its key may be given to one that was.</summary>
    public SimAccount Stranger { get; }

    public List<SimProcess> Processes { get; } = [];

    public Random Random => Scheduler.Random;

    public SimClock Clock => Scheduler.Clock;

    public TimeSpan Elapsed => Clock.Elapsed;

    public bool FaultsOn { get; private set; }

    /// <summary>No call to the store is carried out before.</summary>
    public TimeSpan StoreDownUntil { get; set; }

    /// <summary>A stop or a slow call that began before the faults ended lasts until then.</summary>
    public TimeSpan CalmFrom { get; private set; }

    /// <summary>How often a process was stopped for longer than its lease lasts.</summary>
    public int LongStops { get; set; }

    public bool StoreIsDown => StoreDownUntil > Elapsed;

    public IReadOnlyCollection<string> Violations => _violations;

    public IReadOnlyList<string> Trace => _trace;

    public IReadOnlySet<Happening> Happened => _happened;

    public SimAccount AnyAccount() => Accounts[Random.Next(Accounts.Count)];

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(Random.NextDouble() * seconds), Clock);

    public SimAccount AccountOf(string token) =>
        Accounts.Append(Stranger).First(account => token.StartsWith(account.Name + "-", StringComparison.Ordinal));

    public bool IsDeleted(SimAccount account) => !State.Accounts.ContainsKey(account.Id.Value);

    public void Saw(Happening? happening)
    {
        if (happening is { } seen)
            _happened.Add(seen);
    }

    /// <param name="violation">Begins with the invariant and a colon.</param>
    public void Report(string violation) => _violations.Add(violation);

    public void Note(string text) => _trace.Add($"{Elapsed} {text}");

    public void Unrest(TimeSpan pause) => CalmFrom = CalmFrom > Elapsed + pause ? CalmFrom : Elapsed + pause;

    /// <summary>From here on nothing goes wrong any more: what is left must come to its end.</summary>
    public void EndFaults()
    {
        FaultsOn = false;
        StoreDownUntil = TimeSpan.Zero;
        foreach (var account in Accounts)
        {
            account.DownUntil = TimeSpan.Zero;
            account.KeyRefused = false;
        }
        Note("faults end");
    }
}
