namespace Batchline.SimulationTests.Stores;

/// <summary>The store that the processes of a world share.</summary>
public enum StoreKind
{
    Memory,
    Sqlite,
    Mongo,
}
