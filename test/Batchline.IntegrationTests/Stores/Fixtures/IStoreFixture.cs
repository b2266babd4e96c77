using Batchline.Stores.Reading;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>An empty database of one provider, deleted with the fixture.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Opens the database as one more process would.</summary>
    /// <param name="clock">The store's clock.</param>
    /// <param name="ahead">By how much the process's own clock is wrong, where the two are not the same.</param>
    /// <param name="readers">How much people may read at once; null: as usual.</param>
    StoreNode Open(TimeProvider clock, TimeSpan ahead = default, ReaderLimits? readers = null);
}
