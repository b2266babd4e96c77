using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Stores;

/// <summary>The database of a world. Disposing of it deletes it.</summary>
internal interface IWorldStore : IDisposable
{
    /// <summary>Stores what was put into <see cref="SimWorld.State"/> before the first process starts.</summary>
    void Begin();

    /// <summary>The stores as one process opens them.</summary>
    IServiceProvider Open(SimNode node, Chaos chaos);

    /// <summary>Brings <see cref="SimWorld.State"/> up to date.</summary>
    void Look();

    /// <summary>The process is dead. Whether others can know that is up to the world's settings, and to the store.</summary>
    Task KilledAsync(SimNode node);
}
