using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;
using Batchline.Stores.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Stores;

/// <summary>Everything in memory: what the checks read is the store itself.</summary>
internal sealed class MemoryWorldStore(SimWorld world) : IWorldStore
{
    public void Begin()
    {
        // It is there already.
    }

    public IServiceProvider Open(SimNode node, Chaos chaos) =>
        new ServiceCollection().AddSingleton<TimeProvider>(world.Clock).AddMemoryStore(world.State, node.Name, _ => chaos.BetweenAsync()).BuildServiceProvider();

    public void Look()
    {
        // It is what the stores write to.
    }

    public Task KilledAsync(SimNode node)
    {
        if (world.Settings.DeathIsKnown)
            world.State.MarkDead(node.Name);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // The collector does it.
    }
}
