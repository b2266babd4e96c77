using Batchline.Engine.Record;
using Batchline.Rehearsal.Scheduling;

namespace Batchline.SimulationTests.World;

/// <summary>What may happen around a call to the store: it is slow, it is lost, or only its acknowledgement is.</summary>
internal sealed class Chaos(SimWorld world, SimNode node, Action<int> disturb)
{
    private const int SlowOneIn = 150;
    private const int DisturbOneIn = 150;

    /// <summary>What must not be cut is where a checkpoint is: it is cut there more often than elsewhere.</summary>
    private const int DisturbBetweenOneIn = 15;

    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        await node.GateAsync();

        // A call may arrive late, even after its process died.
        await DelayAsync(DisturbOneIn);
        var lost = world.FaultsOn && world.Random.NextDouble() < world.Settings.LostAcknowledgements;
        if (lost)
            world.Saw(Happening.LostStoreCall);
        if (world.StoreIsDown || (lost && world.Random.Next(2) == 0))
        {
            await node.GateAsync();
            throw new StoreUnavailableException("The call was lost.");
        }
        var result = await call();
        world.Checker.AfterWrite();
        if (world.FaultsOn && world.Random.Next(3) == 0)
            await DelayAsync(DisturbOneIn);
        await node.GateAsync();
        return lost ? throw new StoreUnavailableException("The acknowledgement was lost.") : result;
    }

    /// <summary>Between two parts of a checkpoint a process may die, or be slow.</summary>
    public async Task BetweenAsync()
    {
        world.Checker.AfterWrite();
        await DelayAsync(DisturbBetweenOneIn);
        await node.GateAsync();
    }

    private Task DelayAsync(int disturbOneIn)
    {
        if (world.FaultsOn)
            disturb(disturbOneIn);
        var slow = world.FaultsOn && world.Random.Next(SlowOneIn) == 0;
        var delay = TimeSpan.FromMilliseconds(1 + (world.Random.NextDouble() * (slow ? 60_000 : 5)));
        if (slow)
        {
            world.Unrest(delay);
            world.Saw(Happening.SlowStoreCall);
        }
        return Task.Delay(delay, world.Clock);
    }
}
