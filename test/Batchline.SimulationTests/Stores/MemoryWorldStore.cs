using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;
using Batchline.Stores.Memory;
using Batchline.Stores.Memory.Connection;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Stores;

/// <summary>Everything in memory: what the checks read is the store itself.</summary>
internal sealed class MemoryWorldStore(SimWorld world) : IWorldStore
{
    public MemoryState State { get; } = new(world.Clock);

    public void Begin()
    {
        // It is there already.
    }

    public IServiceProvider Open(SimNode node, Chaos chaos) =>
        new ServiceCollection().AddSingleton<TimeProvider>(world.Clock).AddMemoryStore(State, node.Name, _ => chaos.BetweenAsync()).BuildServiceProvider();

    public void Look()
    {
        // It is what the stores write to.
    }

    public Task KilledAsync(SimNode node)
    {
        if (world.Settings.DeathIsKnown)
            State.MarkDead(node.Name);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // The collector does it.
    }
}
