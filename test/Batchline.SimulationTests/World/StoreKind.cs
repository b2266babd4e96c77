namespace Batchline.SimulationTests.World;

/// <summary>The store that the processes of a world share.</summary>
public enum StoreKind
{
    Memory,
    Sqlite,
    Mongo,
    Postgres,
}
