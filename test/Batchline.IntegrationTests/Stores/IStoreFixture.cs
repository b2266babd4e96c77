namespace Batchline.IntegrationTests.Stores;

/// <summary>An empty database of one provider, deleted with the fixture.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Opens the database as one more process would.</summary>
    StoreNode Open(TimeProvider clock);
}
