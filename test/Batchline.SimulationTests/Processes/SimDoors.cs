using Batchline.Engine.Doors;
using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Processes;

/// <summary>
/// The doors of a cluster as one of its processes sees and reaches them: it takes some that are dead for alive, and its calls may be lost,
/// late, carried out twice, or carried out by another process as well.
/// </summary>
internal sealed class SimDoors(Cluster cluster, SimNode self) : IDoors
{
    private const int FaultOneIn = 10;

    /// <summary>A call to a process that is gone fails only when that is known.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private readonly SimWorld _world = cluster.World;

    public IReadOnlyList<string> Living => [.. _world.Processes.Select(process => process.Node.Name).Concat(cluster.LatelyDead).Order(StringComparer.Ordinal)];

    public async Task<DoorAnswer> HandAsync(string door, Handover handover, CancellationToken cancellationToken)
    {
        await TravelAsync();
        if (GoesWrong(Happening.LostHandover))
            await SilenceAsync();
        if (GoesWrong(Happening.RepeatedHandover))
            Repeat(door, handover);
        if (GoesWrong(Happening.StrayHandover))
            Repeat(_world.Processes.Count > 0 ? _world.Processes[_world.Random.Next(_world.Processes.Count)].Node.Name : door, handover);
        var answer = await OpenAsync(door, handover);
        if (answer is null || GoesWrong(Happening.LostHandover))
            await SilenceAsync();
        await TravelAsync();
        await self.GateAsync();
        return answer!;
    }

    /// <summary>Later, when nobody expects it any more.</summary>
    private void Repeat(string door, Handover handover) => _ = _world.Scheduler.Start(async () =>
    {
        await _world.WaitAsync(20);
        await OpenAsync(door, handover);
    });

    /// <returns>Null: the process is dead.</returns>
    private async Task<DoorAnswer?> OpenAsync(string door, Handover handover)
    {
        if (_world.Processes.Find(process => process.Node.Name == door) is not SimProcess process)
            return null;
        await process.Node.GateAsync();
        return process.Get<Door>().Open(handover);
    }

    private bool GoesWrong(Happening happening)
    {
        if (!_world.FaultsOn || _world.Random.Next(FaultOneIn) != 0)
            return false;
        _world.Saw(happening);
        return true;
    }

    private Task TravelAsync() => Task.Delay(TimeSpan.FromMilliseconds(1 + (_world.Random.NextDouble() * 20)), _world.Clock);

    private async Task SilenceAsync()
    {
        await Task.Delay(Silence, _world.Clock);
        throw new TimeoutException("The process did not answer.");
    }
}
