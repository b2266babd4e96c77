using Batchline.Engine.Record;
using Batchline.SimulationTests.Scheduling;

namespace Batchline.SimulationTests.World;

/// <summary>What may happen around a call to the store: it is slow, it is lost, or only its acknowledgement is.</summary>
internal sealed class Chaos(SimScheduler scheduler, SimSettings settings, SimNode node, Action afterWrite, Action disturb)
{
    public bool FaultsOn { get; set; } = true;

    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        await node.GateAsync();

        // A call may arrive late, even after its process died.
        await DelayAsync();
        var lost = FaultsOn && scheduler.Random.NextDouble() < settings.LostAcknowledgements;
        if (lost && scheduler.Random.Next(2) == 0)
        {
            await node.GateAsync();
            throw new StoreUnavailableException("The call was lost.");
        }
        var result = await call();
        afterWrite();
        await DelayAsync();
        await node.GateAsync();
        return lost ? throw new StoreUnavailableException("The acknowledgement was lost.") : result;
    }

    /// <summary>Between two parts of a checkpoint a process may die, or be slow.</summary>
    public async Task BetweenAsync()
    {
        afterWrite();
        await DelayAsync();
        await node.GateAsync();
    }

    private Task DelayAsync()
    {
        if (FaultsOn)
            disturb();
        var slow = FaultsOn && scheduler.Random.Next(400) == 0 ? scheduler.Random.NextDouble() * 60_000 : scheduler.Random.NextDouble() * 5;
        return Task.Delay(TimeSpan.FromMilliseconds(1 + slow), scheduler.Clock);
    }
}
