using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Stores;

/// <summary>Makes the database of a world.</summary>
internal static class WorldStores
{
    public static IWorldStore Make(SimWorld world) => world.Kind switch
    {
        StoreKind.Sqlite => new SqliteWorldStore(world),
        StoreKind.Mongo => new MongoWorldStore(world),
        StoreKind.Postgres => new PostgresWorldStore(world),
        _ => new MemoryWorldStore(world),
    };
}
