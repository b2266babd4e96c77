using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Stores;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Processes;

/// <summary>The processes on one database: they stop, and they die and are replaced.</summary>
internal sealed class Cluster(SimWorld world, IWorldStore store, WorldChecks checks)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(70);

    /// <summary>A stop that is shorter ends before the leader's role does, whenever that was renewed last.</summary>
    private static readonly TimeSpan LongStop = TimeSpan.FromSeconds(3);

    private int _killsLeft = world.Settings.Kills;
    private int _stopsLeft = world.Settings.Stops;
    private int _born;
    private readonly List<string> _dead = [];

    public SimWorld World => world;

    public IWorldStore Store => store;

    public WorldChecks Checks => checks;

    /// <summary>Processes that others still take for alive.</summary>
    public IReadOnlyList<string> LatelyDead => _dead.TakeLast(2).ToList();

    /// <summary>Processes that were killed.</summary>
    public int Kills => _born - world.Processes.Count;

    public void Start()
    {
        for (var process = 0; process < world.Settings.Processes; process++)
            Bear();
    }

    public async Task<SimProcess> AnyAsync()
    {
        while (world.Processes.Count == 0)
            await world.WaitAsync(1);
        return world.Processes[world.Random.Next(world.Processes.Count)];
    }

    /// <summary>Something may have been written: the checks look at it.</summary>
    public void AfterWrite()
    {
        store.Look();
        checks.Checker.AfterWrite();
    }

    /// <summary>Called at every await of a process: some of the kills and stops of the seed happen right there.</summary>
    public void Disturb(SimProcess? process, int oneIn)
    {
        if (process is null || process.Node.IsDead || process.Node.StoppedFor is not null || world.Random.Next(oneIn) != 0)
            return;
        if (_killsLeft > 0 && world.Random.Next(2) == 0)
        {
            _killsLeft--;
            _ = world.Scheduler.Start(() => KillAsync(process));
        }
        else if (_stopsLeft > 0)
        {
            _stopsLeft--;
            Stop(process);
        }
    }

    public async Task KillAsync(SimProcess victim)
    {
        world.Note($"{victim.Node.Name} dies");
        world.Saw(Happening.Kill);
        victim.Node.Kill();
        world.Processes.Remove(victim);
        _dead.Add(victim.Node.Name);
        await store.KilledAsync(victim.Node);
        await world.WaitAsync(0.5);
        Bear();
    }

    public void Stop(SimProcess process)
    {
        var pause = LongestStop * world.Random.NextDouble();
        process.Node.Stop(pause);
        world.Unrest(pause);
        world.Saw(pause > LongStop ? Happening.LongStop : Happening.Stop);
        if (pause > LongStop)
            world.LongStops++;
        world.Note($"{process.Node.Name} stops for {pause}");
    }

    private void Bear()
    {
        var node = new SimNode($"n{++_born}", world.Scheduler);
        world.Processes.Add(ChaosProcess.Start(this, node));
        world.Note($"{node.Name} starts");
    }
}
