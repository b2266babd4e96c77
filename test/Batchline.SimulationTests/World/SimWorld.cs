using System.Globalization;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Stores;
using Batchline.SimulationTests.Story;
using Batchline.SimulationTests.Variants;
using Batchline.Stores.Memory.Connection;

namespace Batchline.SimulationTests.World;

/// <summary>One seed: some processes on one database, a remote, and everything that goes wrong. It ends with a verdict.</summary>
internal sealed class SimWorld
{
    private const int MostSteps = 1_000_000;
    private const int CalmOneIn = 8;
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(70);

    /// <summary>A stop that is shorter ends before the leader's role does, whenever that was renewed last.</summary>
    private static readonly TimeSpan LongStop = TimeSpan.FromSeconds(3);
    private readonly List<string> _trace = [];
    private readonly HashSet<Happening> _happened = [];
    private int _born;
    private int _longStops;
    private int _killsLeft;
    private int _stopsLeft;

    public SimWorld(int seed, Variant variant, StoreKind kind = StoreKind.Memory)
    {
        Kind = kind;
        Scheduler = new SimScheduler(seed, Beginning, MostSteps);
        Variant = variant;
        Settings = SimSettings.Draw(Random);
        if (seed % 3 == 0)
            Settings = seed % 2 == 0 ? Settings.Quick() : Settings.Unpaced();
        else if (seed % CalmOneIn == 0)
            Settings = Settings.Calm();
        if (kind != StoreKind.Memory)
            Settings = Settings.Seldom();
        FaultsOn = !Settings.IsCalm && !Settings.IsQuick;
        (_killsLeft, _stopsLeft) = (Settings.Kills, Settings.Stops);
        Store = WorldStores.Make(this);
        Remote = new SimRemote(Scheduler);
        Checker = new Checker(State);
        Control = new ControlWatch(State, Checker, () => _longStops);
        Hints = new HintWatch(State, Checker);
        Liveness = new LivenessWatch(this);
        Faults = new FaultWatch(this);
        Accounts = [.. Enumerable.Range(0, Settings.Accounts).Select(index => SimAccounts.Add(this, index))];
        if (Accounts.Any(account => account.Lacks(SimPath.Probe)))
            Settings = Settings.Patient();
        Leaders = new LeaderWatch(Scheduler, Settings.Drivers, Checker);
        Stranger = SimAccounts.AddStranger(this);
        Store.Begin();
        if (Settings.IsCalm)
            Saw(Happening.Calm);
    }

    public SimScheduler Scheduler { get; }

    public Variant Variant { get; }

    public SimSettings Settings { get; }

    public StoreKind Kind { get; }

    public IWorldStore Store { get; }

    public MemoryState State => Store.State;

    public SimRemote Remote { get; }

    public Checker Checker { get; }

    public ControlWatch Control { get; }

    public HintWatch Hints { get; }

    public LivenessWatch Liveness { get; }

    public FaultWatch Faults { get; }

    public LeaderWatch Leaders { get; }

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

    public bool StoreIsDown => StoreDownUntil > Elapsed;

    /// <summary>Once: its database is gone afterwards.</summary>
    public SimVerdict Run()
    {
        using var store = Store;
        return Tell();
    }

    public SimAccount AnyAccount() => Accounts[Random.Next(Accounts.Count)];

    public async Task<SimProcess> AnyProcessAsync()
    {
        while (Processes.Count == 0)
            await WaitAsync(1);
        return Processes[Random.Next(Processes.Count)];
    }

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(Random.NextDouble() * seconds), Clock);

    public SimAccount AccountOf(string token) =>
        Accounts.Append(Stranger).First(account => token.StartsWith(account.Name + "-", StringComparison.Ordinal));

    public bool IsDeleted(SimAccount account) => !State.Accounts.ContainsKey(account.Id.Value);

    public void Saw(Happening? happening)
    {
        if (happening is { } seen)
            _happened.Add(seen);
    }

    /// <summary>Something may have been written: the checks look at it.</summary>
    public void AfterWrite()
    {
        Store.Look();
        Checker.AfterWrite();
    }

    public void Note(string text) => _trace.Add($"{Elapsed} {text}");

    /// <summary>Called at every await of a process: some of the kills and stops of the seed happen right there.</summary>
    public void Disturb(SimProcess? process, int oneIn)
    {
        if (process is null || process.Node.IsDead || process.Node.StoppedFor is not null || Random.Next(oneIn) != 0)
            return;
        if (_killsLeft > 0 && Random.Next(2) == 0)
        {
            _killsLeft--;
            _ = Scheduler.Start(() => KillAsync(process));
        }
        else if (_stopsLeft > 0)
        {
            _stopsLeft--;
            Stop(process);
        }
    }

    public async Task KillAsync(SimProcess victim)
    {
        Note($"{victim.Node.Name} dies");
        Saw(Happening.Kill);
        victim.Node.Kill();
        Processes.Remove(victim);
        await Store.KilledAsync(victim.Node);
        await WaitAsync(0.5);
        Bear();
    }

    public void Stop(SimProcess process)
    {
        var pause = LongestStop * Random.NextDouble();
        process.Node.Stop(pause);
        Unrest(pause);
        Saw(pause > LongStop ? Happening.LongStop : Happening.Stop);
        if (pause > LongStop)
            _longStops++;
        Note($"{process.Node.Name} stops for {pause}");
    }

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

    private SimVerdict Tell()
    {
        for (var process = 0; process < Settings.Processes; process++)
            Bear();
        _ = Scheduler.Start(Liveness.WatchAsync);
        var story = Scheduler.Start(() => StoryTeller.TellAsync(this));
        var ended = Scheduler.RunUntil(() => story.IsFaulted || Elapsed > Settings.Limit || (story.IsCompleted && IsAtRest()));
        if (story.Exception is { } exception)
            Checker.Report($"the story broke: {exception}");
        if (!ended)
            Checker.Report("L1: nothing is left to run, or it never ends");
        foreach (var process in Processes.Where(process => process.Driving.IsCompleted))
            Checker.Report($"L1: {process.Node.Name} does not drive any more: {process.Driving.Exception}");
        AfterWrite();
        Checker.AtEnd();
        Faults.AtEnd();
        Liveness.AtEnd();
        Hints.AtEnd();
        foreach (var account in Accounts)
        {
            // Each stop of a process beyond its lease may overlap, or send early, one request per account.
            if (account.Arrivals.Overlapping > _longStops)
                Checker.Report("S1: two requests of one account were in flight");
            if (account.Arrivals.Early > _longStops)
                Checker.Report("S2: two requests of one account were too close");
        }
        Note(string.Create(CultureInfo.InvariantCulture, $"end: {Remote.Requests} requests {Scheduler.Steps} steps"));
        if (Checker.Violations.Count > 0)
        {
            _trace.AddRange(State.Operations.Values.Select(operation => operation.ToString()));
            _trace.AddRange(State.States.Values.SelectMany(rows => rows.Values).Select(row => row.ToString()));
            _trace.AddRange(State.Heads.Values.Select(head => $"{head.AccountId} {head}: {HeadJson.WriteBody(head.Body)}"));
        }
        return new SimVerdict(Checker.Violations, _trace, Happenings(), Remote.Requests, _born - Processes.Count, Elapsed * Accounts.Count);
    }

    private HashSet<Happening> Happenings()
    {
        if (Accounts.Any(account => account.Arrivals.Refused > 0))
            Saw(Happening.QuotaReached);
        if (Checker.SawBlocked)
            Saw(Happening.AccountBlocked);
        if (State.Operations.Values.Any(operation => operation.Requested == ControlAction.Stop))
            Saw(Happening.TooMuchFailed);
        return _happened;
    }

    private void Bear()
    {
        var node = new SimNode($"n{++_born}", Scheduler);
        Processes.Add(ChaosProcess.Start(this, node));
        Note($"{node.Name} starts");
    }

    private bool IsAtRest() =>
        State.Operations.Values.All(operation => OperationTransitions.IsTerminal(operation.Status))
        && State.Heads.Values.All(head => head.DueAt is null && head.Released);
}
