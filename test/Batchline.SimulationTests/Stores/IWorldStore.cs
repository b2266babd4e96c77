using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;
using Batchline.Stores.Memory.Connection;

namespace Batchline.SimulationTests.Stores;

/// <summary>The database of a world. Disposing of it deletes it.</summary>
internal interface IWorldStore : IDisposable
{
    /// <summary>What the database holds, for checks and stories to read; of a real one, a copy.</summary>
    MemoryState State { get; }

    /// <summary>Stores what was put into <see cref="State"/> before the first process starts.</summary>
    void Begin();

    /// <summary>The stores as one process opens them.</summary>
    IServiceProvider Open(SimNode node, Chaos chaos);

    /// <summary>Brings <see cref="State"/> up to date.</summary>
    void Look();

    /// <summary>The process is dead. Whether others can know that is up to the world's settings, and to the store.</summary>
    Task KilledAsync(SimNode node);
}
