using Batchline.Stores.Mongo;

namespace Batchline.Settings;

internal sealed class StoreOptionsValidator() : SectionValidator<StoreOptions>("Store")
{
    protected override void Check(StoreOptions options, Action<string, string> fault)
    {
        if (options.Provider == StoreProvider.Mongo && MongoStoreOptions.FaultOf(options.ConnectionString) is { } wrong)
            fault(nameof(options.ConnectionString), wrong);
        if (options.Provider == StoreProvider.Sqlite && options.ConnectionString is not null)
            fault(nameof(options.ConnectionString), "is for Mongo; the Sqlite file lies in Store:DataDirectory");
        if (File.Exists(options.DataDirectory))
            fault(nameof(options.DataDirectory), "is a file");
    }
}
